/** One kind of refusal: what it is called, with which status it is answered, and what to do. */
export type CatalogueEntry = { status: number; title: string; advice: string };
