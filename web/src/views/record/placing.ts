import type { TimelineMark } from '../../../../src/serve/http/types.ts'
import { dayNumber } from '../../dates.ts'
import { actWords } from '../../words.ts'
import type { Window } from './choice.ts'

/** A mark in its row, with the label that there is room for. */
export interface Placed {
  readonly mark: TimelineMark
  readonly x: number
  readonly w: number
  readonly row: number
  readonly label?: { readonly text: string; readonly isLeft: boolean }
}

export interface Space {
  /** Where a day begins, in pixels. */
  readonly x: (day: number) => number
  /** The right edge, in pixels. */
  readonly right: number
  readonly left: number
  readonly window: Window
  /** The selected act and those that it is linked with. */
  readonly first: readonly string[]
  readonly maxRows: number
}

/** Rough width of a letter at the labels' size. */
const LETTER = 5.7
/** An act that is this vague takes a row from many others. */
const VAGUE_DAYS = 30

/**
 * Puts marks in the first row that is free, with a label right of it, or left where the right edge is near; those of
 * `first` first, then the exact before the vague. What finds no row is left out.
 */
export function placeMarks(marks: readonly TimelineMark[], space: Space): Placed[] {
  const { first, maxRows, right, left } = space
  const taken: Stretch[][] = []
  const rowFor = (stretch: Stretch) => {
    for (let row = 0; row < maxRows; row++) if (isFree(taken[row], stretch)) return row
    return undefined
  }
  const placed: (Placed & { stretch: Stretch })[] = []
  for (const mark of inOrder(marks, first)) {
    const { x, w } = extentOf(mark, space)
    for (const { stretch, label } of waysOf({ x, w, text: labelOf(mark) }, { left, right })) {
      const row = rowFor(stretch)
      if (row === undefined) continue
      taken[row] = [...(taken[row] ?? []), stretch]
      placed.push({ mark, x, w, row, stretch, ...(label === undefined ? {} : { label }) })
      break
    }
  }
  return placed.map((one) => lengthened(one, taken[one.row]!, right))
}

/** From and to, in pixels. */
interface Stretch {
  readonly from: number
  readonly to: number
}

const isFree = (taken: readonly Stretch[] | undefined, { from, to }: Stretch) =>
  !taken?.some((other) => from < other.to && to > other.from)

/** How a mark may stand, the best first: its label right of it, left of it, none. */
function waysOf(
  { x, w, text }: { readonly x: number; readonly w: number; readonly text: string },
  { left, right }: { readonly left: number; readonly right: number },
) {
  const width = text.length * LETTER + 8
  return [
    ...(text !== '' && x + w + width < right
      ? [{ stretch: { from: x - 2, to: x + w + width }, label: { text, isLeft: false } }]
      : []),
    ...(text !== '' && x - width > left
      ? [{ stretch: { from: x - width, to: x + w + 2 }, label: { text, isLeft: true } }]
      : []),
    { stretch: { from: x - 2, to: x + w + 2 }, label: undefined },
  ]
}

/** Names what was done, too, where its row has room for it: an act of one party alone is not told by the party. */
function lengthened({ stretch, ...one }: Placed & { stretch: Stretch }, taken: Stretch[], right: number): Placed {
  const { mark, x, w, label } = one
  const isAlone = mark.recipients.length === 0 && mark.actors.length > 0 && mark.weapon?.designation === undefined
  if (!isAlone || label === undefined || label.isLeft) return one
  const text = `${label.text}: ${actWords(mark)}`
  const longer = { from: stretch.from, to: x + w + text.length * LETTER + 8 }
  const others = taken.filter((other) => other !== stretch)
  if (longer.to >= right || !isFree(others, longer)) return one
  taken.splice(0, taken.length, ...others, longer)
  return { ...one, label: { text, isLeft: false } }
}

function inOrder(marks: readonly TimelineMark[], first: readonly string[]): TimelineMark[] {
  const nDays = ({ date }: TimelineMark) =>
    date === undefined ? VAGUE_DAYS : Math.min(dayNumber(date.end) - dayNumber(date.start), VAGUE_DAYS)
  return marks.toSorted(
    (a, b) =>
      Number(first.includes(b.id)) - Number(first.includes(a.id)) ||
      nDays(a) - nDays(b) ||
      ((a.date?.start ?? '') < (b.date?.start ?? '') ? -1 : 1),
  )
}

function extentOf({ date, status }: TimelineMark, { x, window }: Space): { x: number; w: number } {
  const [first, end] = date === undefined ? [window.first, window.first] : [dayNumber(date.start), dayNumber(date.end)]
  const from = x(Math.max(first, window.first))
  const last = status === 'ongoing' ? window.last : Math.min(end, window.last)
  return { x: from, w: Math.max(x(last + 1) - from, 3) }
}

/** Where family names come first. */
const FAMILY_FIRST = new Set(['CHN', 'KOR', 'PRK', 'TWN', 'VNM'])
const MAX_LABEL = 26

/** Who, in a word: the family name of a person, where the country tells which that is. */
export function labelOf({ actors, recipients, weapon }: TimelineMark): string {
  if (weapon?.designation !== undefined) return weapon.designation
  const short = [...actors.slice(0, 1), ...recipients.slice(0, 1)].map(({ name, kind, country }) => {
    if (kind !== 'person' || country === 'JPN') return name
    const parts = name.split(' ')
    return FAMILY_FIRST.has(country ?? '') ? parts[0]! : parts.at(-1)!
  })
  const label = short.join('–')
  if (label.length <= MAX_LABEL) return label
  const first = short[0] ?? ''
  return first.length <= MAX_LABEL ? first : ''
}
