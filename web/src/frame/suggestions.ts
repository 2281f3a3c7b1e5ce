import { useEffect, useState } from 'react'
import type { Suggestion } from '../../../src/serve/http/types.ts'
import { ask } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { countryName } from '../countries.ts'
import { formatNumber } from '../words.ts'
import { FIELDS, type Field, readTerms, writeTerm } from './searchSyntax.ts'

/** Something that the search box offers: choosing it puts `text` in the place of the term that is written. */
export interface Offer {
  readonly kind: keyof typeof t.search.kinds
  readonly label: string
  readonly hint: string
  readonly text: string
}

/** The term that ends at the end of what is written; empty after a blank. */
export function lastTerm(text: string): { field?: Field; value: string; start: number } {
  const term = readTerms(text).at(-1)
  if (term === undefined || term.end < text.length) return { value: '', start: text.length }
  const { field, value, start } = term
  return field === undefined ? { value: value.replaceAll('"', ''), start } : { field, value, start }
}

const SETTLED_MS = 120

/** Offers for what is written, as it is written: fields and words of the record at once, names when the server has them. */
export function useOffers(text: string, isOpen: boolean): readonly Offer[] {
  const { field, value } = lastTerm(text)
  const [found, setFound] = useState<{ value: string; offers: readonly Suggestion[] }>({ value: '', offers: [] })
  const isAsked = isOpen && value.length > 0 && (field === undefined || field in KINDS_OF)
  useEffect(() => {
    if (!isAsked) return
    let isWanted = true
    const timer = setTimeout(() => {
      ask<Suggestion[]>(`/api/suggestions?limit=6&text=${encodeURIComponent(value)}`).then(
        (offers) => {
          if (isWanted) setFound({ value, offers })
        },
        // A search works without suggestions.
        () => {},
      )
    }, SETTLED_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [value, isAsked])
  if (!isOpen) return []
  const named = isAsked && found.value !== '' && value.startsWith(found.value.slice(0, 2)) ? found.offers : []
  return [...fieldOffers(field, value), ...wordOffers(field, value), ...named.flatMap((one) => nameOffers(field, one))]
}

/** What the server's kinds can be asked as. */
const KINDS_OF: Readonly<Partial<Record<Field, Suggestion['kind']>>> = {
  actor: 'actor',
  recipient: 'actor',
  place: 'place',
  publisher: 'publisher',
}

function fieldOffers(field: Field | undefined, value: string): Offer[] {
  if (field !== undefined) return []
  return (Object.keys(FIELDS) as Field[])
    .filter((name) => name.startsWith(value.toLowerCase()))
    .map((name) => ({ kind: 'field', label: `${name}:`, hint: t.search.fields[name], text: `${name}:` }))
}

/** Types and statuses, by the page's words for them or the record's. */
function wordOffers(field: Field | undefined, value: string): Offer[] {
  const offers = (name: 'type' | 'status', words: Readonly<Record<string, string>>): Offer[] => {
    if (field !== name && (field !== undefined || value === '')) return []
    return Object.entries(words)
      .filter(([key, word]) => [key, word].some((one) => one.toLowerCase().startsWith(value.toLowerCase())))
      .map(([key, word]) => ({ kind: name, label: word, hint: t.search.kinds[name], text: `${writeTerm(name, key)} ` }))
  }
  return [...offers('type', t.types), ...offers('status', t.statuses)]
}

function nameOffers(field: Field | undefined, { kind, value, hint, count }: Suggestion): Offer[] {
  if (kind === 'office' || (field !== undefined && KINDS_OF[field] !== kind)) return []
  const where = hint === undefined ? '' : `${countryName(hint)} · `
  return [
    {
      kind,
      label: value,
      hint: `${where}${t.search.kinds[kind]} · ${formatNumber(count)}`,
      text: `${writeTerm(field ?? kind, value)} `,
    },
  ]
}
