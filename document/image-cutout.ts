/** Pixels of four channels: red, green, blue, alpha, row by row from the top. */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** Paper is judged in tiles of this side: wider than a pen's stroke, narrower than a shadow. */
const tile = 24;
/** How many tiles around lend their brightness to one that is all ink, such as a filled emblem. */
const reach = 3;
/** Shares of the paper's own brightness: lighter is paper, darker is ink, between them ink thins out. */
const paperShare = 0.86;
const inkShare = 0.62;
/** A tile below this share of the paper around it is ink all over. */
const allInk = 0.75;

type Grid = { values: number[]; columns: number; rows: number };

const at = ({ values, columns, rows }: Grid, column: number, row: number): number => {
  const x = Math.min(columns - 1, Math.max(0, column));
  const y = Math.min(rows - 1, Math.max(0, row));
  return values[y * columns + x] ?? 0;
};

/** The darkest channel: blue and violet inks are bright in the others. */
const darkest = (data: Uint8Array, index: number): number =>
  Math.min(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);

/** The brightness that nine of ten dots of a tile do not exceed: glaring dots are not the paper. */
function brightnessOf({ data, width, height }: Pixels, column: number, row: number): number {
  const values: number[] = [];
  const right = Math.min(width, (column + 1) * tile);
  const bottom = Math.min(height, (row + 1) * tile);
  for (let y = row * tile; y < bottom; y++) {
    for (let x = column * tile; x < right; x++) values.push(darkest(data, (y * width + x) * 4));
  }
  values.sort((one, other) => one - other);
  return values[Math.floor(values.length * 0.9)] ?? 0;
}

function map(grid: Grid, change: (column: number, row: number) => number): Grid {
  const values = grid.values.map((_, index) =>
    change(index % grid.columns, Math.floor(index / grid.columns)),
  );
  return { ...grid, values };
}

const around = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);

/** Each tile takes the brightest, or the darkest, of those around it. */
const spread = (grid: Grid, choose: (...values: number[]) => number): Grid => {
  const along = map(grid, (column, row) =>
    choose(...around.map((step) => at(grid, column + step, row))),
  );
  return map(along, (column, row) =>
    choose(...around.map((step) => at(along, column, row + step))),
  );
};

/** How bright the paper is at each tile, also below ink that covers whole tiles. */
function paperUnder(pixels: Pixels): Grid {
  const columns = Math.ceil(pixels.width / tile);
  const rows = Math.ceil(pixels.height / tile);
  const empty = { values: Array<number>(columns * rows).fill(0), columns, rows };
  const tiles = map(empty, (column, row) => brightnessOf(pixels, column, row));
  // Brightest, then darkest: what is dark all over is filled up, while light that falls off stays.
  const filled = spread(spread(tiles, Math.max), Math.min);
  return map(tiles, (column, row) => {
    const [own, paper] = [at(tiles, column, row), at(filled, column, row)];
    return own < paper * allInk ? paper : own;
  });
}

/** Brightness of the paper at a dot, without steps between tiles. */
function paperAt(grid: Grid, x: number, y: number): number {
  const [column, row] = [(x + 0.5) / tile - 0.5, (y + 0.5) / tile - 0.5];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, down] = [column - left, row - top];
  const upper = at(grid, left, top) * (1 - right) + at(grid, left + 1, top) * right;
  const lower = at(grid, left, top + 1) * (1 - right) + at(grid, left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

/** A dot without neighbours is dust on the scanner's glass, and would keep margins from being cut. */
function dropDust({ data, width, height }: Pixels): void {
  const inked = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && (data[(y * width + x) * 4 + 3] ?? 0) > 0;
  const lonely: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inked(x, y)) continue;
      let together = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) if (inked(x + dx, y + dy)) together += 1;
      }
      if (together <= 1) lonely.push((y * width + x) * 4 + 3);
    }
  }
  for (const index of lonely) data[index] = 0;
}

/**
 * Makes the paper of a scan transparent and keeps the ink, however unevenly the paper is lit: each
 * dot is compared with the paper around it. Changes the pixels; gives the share of dots that hold
 * ink, 0 for a blank sheet.
 */
export function cutOut(pixels: Pixels): number {
  const { data, width, height } = pixels;
  const paper = paperUnder(pixels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = (y * width + x) * 4;
      const share = darkest(data, index) / Math.max(1, paperAt(paper, x, y));
      const ink = Math.min(1, Math.max(0, (paperShare - share) / (paperShare - inkShare)));
      data[index + 3] = Math.round((data[index + 3] ?? 0) * ink);
    }
  }
  dropDust(pixels);
  let inked = 0;
  for (let index = 3; index < data.length; index += 4) if ((data[index] ?? 0) > 0) inked += 1;
  return inked / (width * height);
}
