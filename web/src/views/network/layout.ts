/** A side to be placed, and how strongly two are tied. */
export interface Tie {
  readonly a: string
  readonly b: string
  readonly weight: number
}

/** A place in a square from -1 to 1. */
export interface Point {
  x: number
  y: number
}

const ROUNDS = 260
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/**
 * Places sides so that those who deal much with each other stand near: springs between the tied, a push between all
 * (Fruchterman and Reingold 1991). The same network gives the same picture.
 */
export function placeSides(ids: readonly string[], ties: readonly Tie[]): Map<string, Point> {
  const n = ids.length
  // Begun as a sunflower, the most active in the middle.
  const points = ids.map((_, i): Point => {
    const r = Math.sqrt((i + 0.5) / n)
    return { x: r * Math.cos(i * GOLDEN), y: r * Math.sin(i * GOLDEN) }
  })
  const index = new Map(ids.map((id, i) => [id, i]))
  // Those who deal with many need room around them.
  const mass = ids.map(() => 1)
  for (const { a, b } of ties) for (const id of [a, b]) mass[index.get(id)!]! += 0.22
  const springs = ties.map(({ a, b, weight }) => ({
    a: index.get(a)!,
    b: index.get(b)!,
    pull: 0.25 + 0.12 * Math.log2(1 + weight),
  }))
  const ideal = Math.sqrt(4 / Math.max(n, 1))
  for (let round = 0; round < ROUNDS; round++) {
    const shifts = points.map((): Point => ({ x: 0, y: 0 }))
    push(points, shifts, { ideal, mass })
    for (const { a, b, pull } of springs) {
      const [dx, dy] = [points[a]!.x - points[b]!.x, points[a]!.y - points[b]!.y]
      const force = (Math.hypot(dx, dy) / ideal) * pull
      move(shifts[a]!, -dx * force, -dy * force)
      move(shifts[b]!, dx * force, dy * force)
    }
    const heat = 0.12 * (1 - round / ROUNDS)
    for (const [i, point] of points.entries()) {
      // A little gravity keeps those apart who have nothing to do with the rest.
      const [x, y] = [shifts[i]!.x - point.x * 0.4, shifts[i]!.y - point.y * 0.4]
      const length = Math.hypot(x, y) || 1
      move(point, (x / length) * Math.min(length, heat), (y / length) * Math.min(length, heat))
    }
  }
  return new Map(ids.map((id, i) => [id, points[i]!]))
}

interface Room {
  readonly ideal: number
  readonly mass: readonly number[]
}

function push(points: readonly Point[], shifts: readonly Point[], { ideal, mass }: Room): void {
  for (let i = 0; i < points.length; i++)
    for (let j = i + 1; j < points.length; j++) {
      const [dx, dy] = [points[i]!.x - points[j]!.x, points[i]!.y - points[j]!.y]
      const distance = Math.max(dx * dx + dy * dy, 1e-6)
      const force = (ideal * ideal * Math.sqrt(mass[i]! * mass[j]!)) / distance
      move(shifts[i]!, dx * force, dy * force)
      move(shifts[j]!, -dx * force, -dy * force)
    }
}

function move(point: Point, x: number, y: number): void {
  point.x += x
  point.y += y
}
