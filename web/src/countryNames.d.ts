declare module 'virtual:country-names' {
  /** Names of countries by ISO 3166-1 alpha-3 code. */
  const names: Readonly<Record<string, string>>
  export default names
}
