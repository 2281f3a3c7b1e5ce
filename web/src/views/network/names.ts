import type Sigma from 'sigma'
import type { Colours } from './drawing.tsx'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const SIZE = 12
const GAP = 4

/**
 * Writes names beside the circles of a drawing, those who do most first, where no other name or circle is: right of it, left,
 * above or below. A name that finds no room is left out; the table has it.
 */
export function drawNames(sigma: Sigma, { font, ink, paper }: Colours): void {
  const context = sigma.getCanvases()['labels']?.getContext('2d')
  if (context === null || context === undefined) return
  const { width, height } = sigma.getDimensions()
  context.font = `600 ${SIZE}px ${font}`
  context.lineWidth = 3.5
  context.lineJoin = 'round'
  context.strokeStyle = paper
  context.fillStyle = ink
  const circles = sigma.getGraph().mapNodes((node, { weight, label }) => {
    const { x, y, size } = sigma.getNodeDisplayData(node)!
    return { ...sigma.framedGraphToViewport({ x, y }), r: sigma.scaleSize(size), weight, label: label as string }
  })
  const taken: Box[] = circles.map(({ x, y, r }) => ({ left: x - r, top: y - r, right: x + r, bottom: y + r }))
  const order = circles.map((circle, idx) => ({ ...circle, idx })).sort((a, b) => b.weight - a.weight)
  for (const { x, y, r, label, idx } of order) {
    if (label === '') continue
    const w = context.measureText(label).width
    const spot = spotsOf({ x, y, r, w }).find((box) => isIn(box, width, height) && isFree(box, taken, idx))
    if (spot === undefined) continue
    taken.push(spot)
    context.strokeText(label, spot.left, spot.bottom - 3)
    context.fillText(label, spot.left, spot.bottom - 3)
  }
}

interface Named {
  readonly x: number
  readonly y: number
  readonly r: number
  /** The width of the name. */
  readonly w: number
}

/** Where a name may stand, the best first. */
function spotsOf({ x, y, r, w }: Named): Box[] {
  const at = (left: number, middle: number) => ({
    left,
    top: middle - SIZE / 2 - 1,
    right: left + w,
    bottom: middle + SIZE / 2 + 1,
  })
  const [beside, beyond] = [r + GAP, r + SIZE / 2 + GAP]
  return [at(x + beside, y), at(x - beside - w, y), at(x - w / 2, y - beyond), at(x - w / 2, y + beyond)]
}

const isIn = ({ left, top, right, bottom }: Box, width: number, height: number) =>
  left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2

/** `own` is the circle that the name is of. */
function isFree(box: Box, taken: readonly Box[], own: number): boolean {
  return taken.every(
    (other, idx) =>
      idx === own ||
      box.left >= other.right ||
      box.right <= other.left ||
      box.top >= other.bottom ||
      box.bottom <= other.top,
  )
}
