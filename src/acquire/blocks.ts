import { type FoundDateline, findDateline, findPlaceAndDate } from './datelines.ts'
import type { FoundDate } from './dates.ts'
import { isByline, isFurniture } from './furniture.ts'
import { readDateLine, readInlinePrefix } from './heads.ts'
import { type Piece, splitPieces } from './pieces.ts'
import type { Block, BlockKind } from './report.ts'

/** The parts of a report's text, and the dates that its head and its dateline bear. */
export interface Layout {
  readonly blocks: readonly Block[]
  /** The dates of publication and of update the text itself bears, spans in the text. */
  readonly published?: FoundDate
  readonly updated?: FoundDate
  readonly dateline?: FoundDateline & { readonly start: number }
}

/** What is known beside the text, to tell its title from its first paragraph. */
export interface LayoutHints {
  readonly title?: string
}

/** Returns the blocks of a report's text in order: title, date, byline, headings, paragraphs, page furniture. */
export function layOut(text: string, hints: LayoutHints = {}): Layout {
  const drafts = classify(text, splitPieces(text), hints)
  keepOneParagraph(drafts)
  const dated = drafts.filter((draft) => draft.date !== undefined)
  const published = dated.find((draft) => draft.role === 'published')?.date
  const updated = dated.find((draft) => draft.role === 'updated')?.date
  const dateline = takeDateline(text, drafts)
  const blocks: Block[] = []
  for (const { start, end, kind } of drafts) blocks.push({ kind, start, end })
  return {
    blocks,
    ...(published === undefined ? {} : { published }),
    ...(updated === undefined ? {} : { updated }),
    ...(dateline === undefined ? {} : { dateline }),
  }
}

interface Draft {
  start: number
  readonly end: number
  kind: BlockKind
  readonly date?: FoundDate
  readonly role?: 'published' | 'updated'
}

/** Decides each piece by itself, by what stands before it, and, for titles and headings, by what follows. */
function classify(text: string, pieces: readonly Piece[], hints: LayoutHints): Draft[] {
  const drafts: Draft[] = []
  let nParagraphs = 0
  let hasTitle = false
  for (const [idx, piece] of pieces.entries()) {
    const line = text.slice(piece.start, piece.end)
    const isHead = nParagraphs < 2 && idx < 12
    const isFoot = idx >= pieces.length - 3
    const dated = isHead || isFoot ? datedPiece(line, piece, isHead || idx === pieces.length - 1) : undefined
    const prefixed = dated === undefined && nParagraphs === 0 ? prefixedPiece(text, line, piece) : undefined
    if (dated !== undefined) drafts.push(dated)
    else if (prefixed !== undefined) drafts.push(...prefixed)
    else {
      const mayBeTitle = nParagraphs === 0 && !hasTitle
      const kind = kindOf(text, pieces, idx, { mayBeTitle, hints, line })
      drafts.push({ start: piece.start, end: piece.end, kind })
      if (kind === 'title') hasTitle = true
    }
    if (drafts.at(-1)!.kind === 'paragraph') nParagraphs += 1
  }
  return drafts
}

/** A bare date counts in the head and as the last line, as under a release; elsewhere only one that says what it is of. */
function datedPiece(line: string, piece: Piece, mayBeBare: boolean): Draft | undefined {
  const found = readDateLine(line)
  if (
    found === undefined ||
    !(mayBeBare || /^\W*(?:first |last )?(?:published|posted|updated|date|issued)\b/i.test(line))
  )
    return undefined
  return { start: piece.start, end: piece.end, kind: 'date', date: shifted(found.date, piece.start), role: found.role }
}

function prefixedPiece(text: string, line: string, piece: Piece): Draft[] | undefined {
  const prefix = readInlinePrefix(line)
  if (prefix === undefined) return undefined
  const drafts: Draft[] = []
  const [start, end] = [piece.start + prefix.start, piece.start + prefix.end]
  const title = text.slice(piece.start, start).trimEnd()
  if (title !== '') drafts.push({ start: piece.start, end: piece.start + title.length, kind: 'title' })
  const date = shifted(prefix.date, piece.start)
  const dateEnd = start + text.slice(start, end).trimEnd().length
  drafts.push({ start, end: dateEnd, kind: 'date', date, role: 'published' })
  drafts.push({ start: end, end: piece.end, kind: 'paragraph' })
  return drafts
}

function shifted(date: FoundDate, by: number): FoundDate {
  return { ...date, start: date.start + by, end: date.end + by }
}

interface Context {
  readonly mayBeTitle: boolean
  readonly hints: LayoutHints
  readonly line: string
}

function kindOf(text: string, pieces: readonly Piece[], idx: number, context: Context): BlockKind {
  const { line } = context
  if (isFurniture(line)) return 'furniture'
  if (context.mayBeTitle && isTitle(text, pieces, idx, context)) return 'title'
  if (isByline(line)) return 'byline'
  if (isHeading(line, pieces.length - idx - 1)) return 'heading'
  return 'paragraph'
}

const MAX_TITLE = 220

function isTitle(text: string, pieces: readonly Piece[], idx: number, { hints, line }: Context): boolean {
  if (hints.title !== undefined && folded(hints.title) === folded(line)) return true
  const next = pieces[idx + 1]
  if (next === undefined || line.length > MAX_TITLE || isByline(line) || findDateline(line) !== undefined) return false
  if (/[:,;]$/.test(line) && next.isAfterGap === false) return false
  if (isKicker(line, text.slice(next.start, next.end))) return false
  if (!endsSentence(line)) return !/^["“]/.test(line) || /["”]$/.test(line) || wordsIn(line) <= 25
  // A headline that ends in a full stop is known by the date or writer under it.
  const nextLine = text.slice(next.start, next.end)
  const isOneSentence = !/[.!?]["'”’]? \p{Lu}/u.test(line)
  return isOneSentence && line.length <= 150 && (readDateLine(nextLine) !== undefined || isByline(nextLine))
}

/** A section or the kind of document over the headline proper: "World News", "PRESS RELEASE". */
function isKicker(line: string, next: string): boolean {
  if (wordsIn(line) > 3 || wordsIn(next) < 4 || next.length > MAX_TITLE) return false
  if (endsSentence(next) || /[:;,]$/.test(next)) return false
  return readDateLine(next) === undefined && !isByline(next) && !isFurniture(next) && findDateline(next) === undefined
}

function wordsIn(line: string): number {
  return line.split(/\s+/).length
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** A final stop; that of an abbreviation such as "U.S." at the end of a headline is none. */
function endsSentence(line: string): boolean {
  if (/(?:^|[\s(])(?:\p{Lu}\.){2,}["'”’]?$/u.test(line)) return false
  return /[.!?…]["'”’)\]]*$/.test(line)
}

const MAX_HEADING = 120
const MAX_HEADING_WORDS = 16

/** A short line without a final stop among paragraphs; the last line of a text may be one cut short instead. */
function isHeading(line: string, nFollowing: number): boolean {
  if (line.length > MAX_HEADING || endsSentence(line) || /[,;—–-]$/.test(line) || /^[-–—•*·▪◦‣●"“]/.test(line))
    return false
  const nWords = wordsIn(line)
  if (line.endsWith(':')) return nWords <= 5
  return nWords <= (nFollowing > 0 ? MAX_HEADING_WORDS : 7)
}

/** A text of nothing but short lines is no page of headings: a list of headlines, a note. Then they are its body. */
function keepOneParagraph(drafts: readonly Draft[]): void {
  if (drafts.some((draft) => draft.kind === 'paragraph')) return
  const headings = drafts.filter((draft) => draft.kind === 'heading')
  const titles = drafts.filter((draft) => draft.kind === 'title')
  for (const draft of headings.length > 0 ? headings : titles) draft.kind = 'paragraph'
}

/** Finds the dateline at the start of one of the first paragraphs and moves the paragraph's start behind it. */
function takeDateline(text: string, drafts: readonly Draft[]): (FoundDateline & { start: number }) | undefined {
  const paragraphs = drafts.filter((draft) => draft.kind === 'paragraph')
  const first = firstDateline(text, paragraphs.slice(0, 3))
  if (first === undefined) return datedAtHead(text, drafts)
  if (text.slice(0, first.draft.start + first.found.trimmedLength).endsWith(':') && isTranscript(text, paragraphs)) {
    return undefined
  }
  const start = first.draft.start
  first.draft.start += first.found.length
  return { ...first.found, start }
}

/** The dateline that a line of the head is by itself: "TBILISI, May 14, 2024". */
function datedAtHead(text: string, drafts: readonly Draft[]): (FoundDateline & { start: number }) | undefined {
  for (const { kind, start, end } of drafts) {
    if (kind === 'paragraph') return undefined
    const found = kind === 'date' ? findPlaceAndDate(text.slice(start, end)) : undefined
    if (found !== undefined) return { ...found, start }
  }
  return undefined
}

function firstDateline(text: string, paragraphs: readonly Draft[]): { draft: Draft; found: FoundDateline } | undefined {
  for (const draft of paragraphs) {
    const found = findDateline(text.slice(draft.start, Math.min(draft.end, draft.start + 200)))
    if (found !== undefined) return { draft, found }
  }
  return undefined
}

/** Several paragraphs that open with capitals and a colon are the speakers of a transcript, not places. */
function isTranscript(text: string, paragraphs: readonly Draft[]): boolean {
  const speakers = paragraphs.filter(({ start }) =>
    /^[\p{Lu}][\p{Lu} .'’-]{1,40}:/u.test(text.slice(start, start + 50)),
  )
  return speakers.length > 1
}
