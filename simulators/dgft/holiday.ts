export type Holiday = { date: string; name: string };

const everyYear = [
  ['01-26', 'Republic Day'],
  ['08-15', 'Independence Day'],
  ['10-02', "Mahatma Gandhi's Birthday"],
  ['12-25', 'Christmas Day'],
] as const;

/** Feasts that follow the moon, for the years for which a list stands here. */
const movable: Readonly<Record<number, ReadonlyArray<readonly [string, string]>>> = {
  2025: [
    ['02-26', 'Maha Shivaratri'],
    ['03-14', 'Holi'],
    ['03-31', 'Id-ul-Fitr'],
    ['04-10', 'Mahavir Jayanti'],
    ['04-18', 'Good Friday'],
    ['05-12', 'Buddha Purnima'],
    ['06-07', 'Id-ul-Zuha'],
    ['07-06', 'Muharram'],
    ['08-16', 'Janmashtami'],
    ['09-05', 'Milad-un-Nabi'],
    ['10-20', 'Diwali'],
    ['11-05', "Guru Nanak's Birthday"],
  ],
  2026: [
    ['03-04', 'Holi'],
    ['03-21', 'Id-ul-Fitr'],
    ['03-26', 'Ram Navami'],
    ['03-31', 'Mahavir Jayanti'],
    ['04-03', 'Good Friday'],
    ['05-01', 'Buddha Purnima'],
    ['05-27', 'Id-ul-Zuha'],
    ['06-26', 'Muharram'],
    ['08-26', 'Milad-un-Nabi'],
    ['09-04', 'Janmashtami'],
    ['10-20', 'Dussehra'],
    ['11-08', 'Diwali'],
    ['11-24', "Guru Nanak's Birthday"],
  ],
  2027: [
    ['03-06', 'Maha Shivaratri'],
    ['03-10', 'Id-ul-Fitr'],
    ['03-22', 'Holi'],
    ['03-26', 'Good Friday'],
    ['04-15', 'Ram Navami'],
    ['04-19', 'Mahavir Jayanti'],
    ['05-17', 'Id-ul-Zuha'],
    ['05-20', 'Buddha Purnima'],
    ['06-16', 'Muharram'],
    ['08-25', 'Janmashtami'],
    ['10-09', 'Dussehra'],
    ['10-29', 'Diwali'],
    ['11-14', "Guru Nanak's Birthday"],
  ],
};

/** The national holidays of a year in order of date; plausible, as a simulator's may be. */
export function holidaysOf(year: number): Holiday[] {
  return [...everyYear, ...(movable[year] ?? [])]
    .map(([day, name]) => ({ date: `${year}-${day}`, name }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
