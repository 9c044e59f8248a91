import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { placeLists } from '../../domain/identifier/place-list.ts';

/** Loaded when asked for, so that other commands need not wait for a database's driver. */
const work = () => import('./load.ts');

const HELP = `
DATABASE_URL names the record; without it, that of npm start is meant.
FILE is CSV in UTF-8 whose first line names the columns: hscode and description for hs; code and name for customs-sites and un-locodes, or country, location and name as UN/LOCODE is published. It must hold the whole list. Loaded again, it takes the place of what was there.

Examples:
  ecoo reference load hs harmonized-system.csv
  ecoo reference load hs hs2028.csv --edition 2028 --from 2028-01-01
  ecoo reference load un-locodes code-list.csv
  ecoo reference load customs-sites sites.csv

Exit codes: 0 done · 2 wrong use, a file that is not the nomenclature, no database`;

const lists = ['hs', ...placeLists] as const;
type List = (typeof lists)[number];

/** `ecoo reference`: lists that others keep, loaded by DGFT operations. */
export function referenceCommand(): Command {
  const load = new Command('load')
    .description('load a list; codes of applications are checked against it from then on')
    .addArgument(new Argument('<list>', 'which list').choices(lists))
    .argument('<file>', 'CSV')
    .addOption(
      new Option('--edition <year>', 'of the Harmonized System').default('2022').argParser(year),
    )
    .addOption(
      new Option('--from <day>', 'from which day on the edition counts')
        .default('2022-01-01')
        .argParser(day),
    )
    .action(async (list: List, file: string, given: { edition: string; from: string }) => {
      const { loadHs, loadPlaceList } = await work();
      if (list !== 'hs') return loadPlaceList(file, list);
      return loadHs(file, { edition: given.edition, inForceFrom: given.from });
    });
  return new Command('reference')
    .description('lists that others keep: the Harmonized System, ports, customs sites')
    .addHelpText('after', HELP)
    .addCommand(load);
}

function year(text: string): string {
  if (/^20\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('Write a year, such as 2022.');
}

function day(text: string): string {
  if (/^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Write a day as YYYY-MM-DD.');
}
