/** A word of a tree: `head` counts words from 1, 0 is the root. */
export interface TreeWord {
  readonly head: number
  readonly deprel: string
}

interface Arc {
  readonly from: number
  readonly to: number
  readonly level: number
}

/**
 * Draws a dependency tree as arcs left of the words, one line a word, read downwards: an arc leaves the line of the head and ends in an
 * arrow at the dependent; the nearer its words, the nearer to them it runs. Punctuation has no arc. All lines are of one width.
 */
export function drawArcs(words: readonly TreeWord[]): string[] {
  const arcs = arrange(words)
  const nLevels = Math.max(0, ...arcs.map(({ level }) => level))
  // Deep sentences have their arcs side by side, so that the words still find room.
  const step = nLevels > 8 ? 1 : 2
  const width = nLevels * step + 1
  const cells = words.map(() => new Uint8Array(width))
  const columnOf = ({ level }: Arc) => (nLevels - level) * step
  for (const arc of arcs) drawArc(cells, arc, columnOf(arc), width)
  return words.map(({ head }, idx) => {
    const line = [...cells[idx]!].map((cell) => LINES[cell]!).join('')
    const isDependent = arcs.some(({ to }) => to === idx)
    const end = isDependent ? '▶' : head === 0 ? '●' : cells[idx]![width - 1] === 0 ? ' ' : '─'
    return line + end
  })
}

/** Each arc one level above all that lie below it, the short ones first. */
function arrange(words: readonly TreeWord[]): Arc[] {
  const open = words
    .flatMap(({ head, deprel }, to) => (head === 0 || deprel === 'punct' ? [] : [{ from: head - 1, to }]))
    .sort((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to) || a.to - b.to)
  const placed: Arc[] = []
  // The highest arc over each gap between two words so far.
  const heights = new Uint16Array(words.length)
  for (const { from, to } of open) {
    const [first, last] = [Math.min(from, to), Math.max(from, to)]
    let level = 0
    for (let gap = first; gap < last; gap++) level = Math.max(level, heights[gap]!)
    heights.fill(level + 1, first, last)
    placed.push({ from, to, level: level + 1 })
  }
  return placed
}

const [UP, DOWN, LEFT, RIGHT] = [1, 2, 4, 8]

function drawArc(cells: readonly Uint8Array[], { from, to }: Arc, column: number, width: number): void {
  const [first, last] = [Math.min(from, to), Math.max(from, to)]
  cells[first]![column]! |= DOWN
  cells[last]![column]! |= UP
  for (let row = first + 1; row < last; row++) cells[row]![column]! |= UP | DOWN
  for (const row of [first, last]) {
    cells[row]![column]! |= RIGHT
    for (let x = column + 1; x < width; x++) cells[row]![x]! |= LEFT | RIGHT
  }
}

/** Box-drawing characters by the directions in which they have a line. */
const LINES = [' ', '╵', '╷', '│', '╴', '┘', '┐', '┤', '╶', '└', '┌', '├', '─', '┴', '┬', '┼']
