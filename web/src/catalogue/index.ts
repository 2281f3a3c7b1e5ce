import { en } from './en.ts'

/** The words of the page; every language has all of them. */
export type Catalogue = typeof en
export type ViewName = keyof Catalogue['views']

/** The languages that the page speaks. */
const CATALOGUES: Readonly<Record<string, Catalogue>> = { en }

/** The words in the first of the reader's languages that the page speaks, or else in English. */
export const t: Catalogue = CATALOGUES[languageOf(navigator.languages)] ?? en

/** How dates and numbers are written: as the reader's browser prefers, where that is a kind of the page's language. */
export const LOCALE: string = navigator.languages.find((locale) => isOf(locale, t.locale)) ?? t.locale

function languageOf(locales: readonly string[]): string {
  return locales.map((locale) => locale.split('-')[0]!).find((language) => language in CATALOGUES) ?? 'en'
}

function isOf(locale: string, other: string): boolean {
  return locale.includes('-') && locale.split('-')[0] === other.split('-')[0]
}
