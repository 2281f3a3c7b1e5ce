import { mapped } from '../mapped.ts'
import { around, type Content, caseOrMark, markOf, trim } from './content.ts'
import { type Cue, isAccording, isPassive } from './cues.ts'
import { behindParticiple, besideAccording, clauseWords, closingCue, thatWords } from './mended.ts'
import { mentionOf, speakerOf } from './speakers.ts'
import { childrenOf, headOf, relation } from './tree.ts'
import type { View } from './view.ts'

/** What a cue reports without quotation marks, by the name rules/annotate/quotations.yaml gives the way. */
export const REPORTED_WAYS: Readonly<Record<string, (view: View, cue: Cue) => readonly Content[]>> = {
  clause,
  'hanging-cue': hangingCue,
  infinitive,
  'that-words': thatWords,
  'clause-words': clauseWords,
  predicate,
  prepositional,
  object,
  'closing-cue': closingCue,
}

/** Price said the talks were frank. A belief that …; confident that …. */
function clause(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('clause') || isAccording(cue)) return []
  const isVerb = cue.entry.pos === 'verb'
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => {
      const name = relation(view.tokens[child])
      if (isVerb) return name === 'ccomp'
      return (name === 'ccomp' || name === 'acl' || name === 'advcl') && markOf(view, child) === 'that'
    })
    .flatMap((child) =>
      mapped(around(view, child, cue), (content) => withSubject(view, content, { clauseIdx: child, cue })),
    )
}

/** Parsers hang the subject of a clause on the reporting verb, as its object or its second subject. */
function withSubject(view: View, content: Content, { clauseIdx, cue }: { clauseIdx: number; cue: Cue }): Content {
  if (content.first <= cue.tokenIdx) return content
  const isWhole = childrenOf(view.tree, clauseIdx).some((child) => /^(?:nsubj|mark)/.test(view.tokens[child]!.deprel))
  if (isWhole) return content
  const names = cue.entry.addressee === 'obj' ? /^nsubj/ : /^(?:obj|iobj|nsubj)/
  const subject = childrenOf(view.tree, cue.tokenIdx).find(
    (child) =>
      child > cue.tokenIdx && names.test(view.tokens[child]!.deprel) && view.tree.right[child] === content.first,
  )
  return subject === undefined ? content : { first: view.tree.left[subject]!, end: content.end }
}

/** The talks were frank, Price said. According to Price, the talks were frank. */
function hangingCue(view: View, cue: Cue): Content[] {
  const { tokens } = view
  const top = cue.objectIdx ?? cue.tokenIdx
  const head = headOf(tokens, top)
  if (isAccording(cue)) {
    const contents = head < 0 ? [] : mapped(clauseAround(view, head, cue), (content) => behindParticiple(view, content))
    return contents.length > 0 ? contents : besideAccording(view, cue)
  }
  if (head < 0) return []
  const name = relation(tokens[top])
  if (name !== 'parataxis' || !cue.entry.takes.has('clause') || cue.entry.pos !== 'verb') return []
  return speakerOf(view, cue) >= 0 ? clauseAround(view, head, cue) : []
}

/** "According to" may hang on a noun of the clause: what is reported is the whole clause. */
function clauseAround(view: View, headIdx: number, cue: Cue): Content[] {
  let at = headIdx
  for (let steps = 0; steps < 20 && !isClause(view, at); steps++) {
    const head = headOf(view.tokens, at)
    if (head < 0) break
    at = head
  }
  return around(view, at, cue)
}

function isClause(view: View, tokenIdx: number): boolean {
  if (/ing$/i.test(view.tokens[tokenIdx]!.form)) return false
  return (
    /^(?:root|ccomp|advcl|parataxis|conj|acl|csubj)$/.test(relation(view.tokens[tokenIdx])) &&
    childrenOf(view.tree, tokenIdx).some((child) => relation(view.tokens[child]) === 'nsubj')
  )
}

/** Price vowed to continue. Price urged the North to return. */
function infinitive(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('inf') || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => /^(?:xcomp|ccomp|acl|advcl)$/.test(relation(view.tokens[child])) && markOf(view, child) === 'to')
    .flatMap((child) => around(view, child, cue))
}

/** Price described the launch as a provocation; called it a mistake. */
function predicate(view: View, cue: Cue): Content[] {
  if (!cue.entry.takes.has('as') || !hasSpeaker(view, cue)) return []
  const children = childrenOf(view.tree, cue.tokenIdx)
  const told = children.find((child) => /^(?:obj|iobj|nsubj:pass)$/.test(view.tokens[child]!.deprel))
  const said = children.find((child) => {
    const name = relation(view.tokens[child])
    if (name === 'xcomp') return markOf(view, child) !== 'to'
    if (told !== undefined && child > told && /^(?:obj|iobj|ccomp|dep)$/.test(name)) return true
    return (name === 'obl' || name === 'advcl') && /^as$/.test(caseOrMark(view, child) ?? '')
  })
  // "calls itself a party" names, it does not say.
  if (said === undefined || (told !== undefined && /sel(?:f|ves)$/i.test(view.tokens[told]!.form))) return []
  if (told === undefined || told < cue.tokenIdx) return around(view, said, cue)
  return [trim(view, { first: view.tree.left[told]!, end: Math.max(view.tree.right[told]!, view.tree.right[said]!) })]
}

/** Price called for restraint; warned of consequences; accused the North of lying. */
function prepositional(view: View, cue: Cue): Content[] {
  if (!takesPreposition(cue) || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => child > cue.tokenIdx && /^(?:obl|nmod|advcl|ccomp|xcomp)$/.test(relation(view.tokens[child])))
    .filter((child) => {
      const marker = caseOrMark(view, child)
      if (marker === undefined || marker === 'as' || !cue.entry.takes.has(marker)) return false
      return view.tokens[child]!.upos !== 'PROPN' || demandedOf(view, view.tree.right[child]!, cue) !== undefined
    })
    .flatMap((child) =>
      mapped(around(view, child, cue), (content) => withDemand(view, withoutMarker(view, content, child), cue)),
    )
}

/** Whether the cue takes anything but a quotation, a clause, an infinitive, an object or a predicate: then it is a preposition. */
function takesPreposition({ entry: { takes } }: Cue): boolean {
  for (const taken of takes) if (!FORMS_OF_CONTENT.has(taken)) return true
  return false
}

const FORMS_OF_CONTENT: ReadonlySet<string> = new Set(['quote', 'clause', 'inf', 'object', 'as'])

/** "called on Trump to stop": what is asked of him belongs to it. */
function withDemand(view: View, content: Content, cue: Cue): Content {
  const demanded = demandedOf(view, content.end, cue)
  return demanded === undefined ? content : trim(view, { first: content.first, end: view.tree.right[demanded]! })
}

/** The infinitive under the cue that begins where whoever is called on ends. */
function demandedOf(view: View, end: number, cue: Cue): number | undefined {
  return childrenOf(view.tree, cue.tokenIdx).find(
    (child) => view.tree.left[child] === end && markOf(view, child) === 'to',
  )
}

/** The preposition belongs to the cue: "called for", "warned of". */
function withoutMarker(view: View, content: Content, headIdx: number): Content {
  const { deprel, head } = view.tokens[content.first]!
  return /^(?:case|mark)$/.test(deprel) && head === headIdx ? { ...content, first: content.first + 1 } : content
}

/** Price denied the report. */
function object(view: View, cue: Cue): Content[] {
  // "Yonhap reported, citing officials": those are named, not quoted.
  if (view.tokens[cue.tokenIdx]!.form === 'citing') return []
  if (!cue.entry.takes.has('object') || isPassive(view, cue.tokenIdx) || !hasSpeaker(view, cue)) return []
  return childrenOf(view.tree, cue.tokenIdx)
    .filter((child) => relation(view.tokens[child]) === 'obj' && view.tokens[child]!.upos === 'NOUN')
    .flatMap((child) => around(view, child, cue))
}

/** Short contents count only as the words of somebody named. */
function hasSpeaker(view: View, cue: Cue): boolean {
  return mentionOf(view, speakerOf(view, cue)) >= 0
}
