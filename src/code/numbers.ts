/** The whole number that an English number word or figure states, or undefined: "three", "1,200", "forty-two", "dozen". */
export function readCardinal(form: string): number | undefined {
  const lower = form.toLowerCase()
  const plain = lower.includes(',') ? lower.replaceAll(',', '') : lower
  const first = plain.charCodeAt(0)
  if (first >= ZERO && first <= NINE && /^\d+$/.test(plain)) return Number(plain)
  const known = CARDINALS.indexOf(plain)
  if (known >= 0) return known
  const [tens, ones] = plain.includes('-') ? plain.split('-') : [plain]
  const ten = TENS.indexOf(tens!)
  if (ten < 0) return LARGE.get(plain)
  return (ten + 2) * 10 + (ones ? Math.max(0, CARDINALS.indexOf(ones)) : 0)
}

const [ZERO, NINE] = [0x30, 0x39]

/** The rank that an ordinal states, or undefined: "seventh", "21st", "twenty-first". */
export function readOrdinal(form: string): number | undefined {
  // "first", "second", "third"; all others end in "th". Every word of a report is asked, so its last letters are looked at first.
  const last = form.charCodeAt(form.length - 1) | 0x20
  if (last !== T && last !== D && last !== H) return undefined
  const before = form.charCodeAt(form.length - 2) | 0x20
  const isOrdinal = last === H ? before === T : last === T ? before === S : before === N || before === R
  if (!isOrdinal) return undefined
  const plain = form.toLowerCase()
  const rank = RANKS.get(plain)
  if (rank !== undefined) return rank
  const figure = /^(\d+)(st|nd|rd|th)$/.exec(plain)
  if (figure) return Number(figure[1])
  const [tens, ones] = plain.split('-')
  const ten = ones === undefined ? -1 : TENS.indexOf(tens!)
  const one = ones === undefined ? -1 : ORDINALS.indexOf(ones)
  return ten >= 0 && one > 0 ? (ten + 2) * 10 + one : undefined
}

/** The letters in lower case. */
const [D, H, N, R, S, T] = [0x64, 0x68, 0x6e, 0x72, 0x73, 0x74]

const CARDINALS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
]
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const RANKS = new Map([
  ...ORDINALS.map((word, rank) => [word, rank] as const).slice(1),
  ...TENS.map((word, i) => [`${word.slice(0, -1)}ieth`, (i + 2) * 10] as const),
])
const LARGE = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
])
