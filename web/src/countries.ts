import names from 'virtual:country-names'

/** Returns what a country is called; the code itself for international bodies. */
export function countryName(code: string): string {
  return names[code] ?? code
}
