import { titleWords } from '../coreference/offices-match.ts'
import type { Doc, Office, StatedOffice } from '../doc.ts'
import { mapped } from '../mapped.ts'

/** A document whose participants are resolved. */
export type ResolvedDoc = Pick<Doc, 'referents'>

/**
 * Every office that the document states, each once: where several places give one person one office, the fullest words
 * are kept. In text order.
 */
export function findOffices(doc: ResolvedDoc): readonly Office[] {
  const offices = doc.referents.flatMap((referent, referentIdx) =>
    mapped(onceEach(referent.offices ?? []), (stated): Office => {
      const country = stated.country ?? referent.country
      const { title, organization, former, span } = stated
      return { person: referent.name, referentIdx, title, country, organization, former, span }
    }),
  )
  return offices.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** Drops what says no more than another statement about the same person: "Secretary" beside "Secretary of State". */
function onceEach(stated: readonly StatedOffice[]): readonly StatedOffice[] {
  const kept: { office: StatedOffice; words: readonly string[] }[] = []
  for (const office of stated) {
    const words = titleWords(office.title)
    const same = kept.find((other) => covers(other.words, words) || covers(words, other.words))
    if (!same) kept.push({ office, words })
    else {
      same.office = words.length > same.words.length ? fuller(office, same.office) : fuller(same.office, office)
      if (words.length > same.words.length) same.words = words
    }
  }
  return mapped(kept, ({ office }) => office)
}

function covers(longer: readonly string[], shorter: readonly string[]): boolean {
  return shorter.every((word) => longer.includes(word))
}

/** The fuller statement with what only the other tells; an office once held in the present is no former one. */
function fuller(base: StatedOffice, other: StatedOffice): StatedOffice {
  return {
    title: base.title,
    country: base.country ?? other.country,
    organization: base.organization ?? other.organization,
    former: base.former && other.former,
    span: base.span,
  }
}
