import { t } from '../catalogue/index.ts'

/** How many acts of each quad, as a bar parted by hue and weight; the numbers are its name. */
export function QuadBar({ quads }: { quads: readonly [number, number, number, number] }) {
  const all = quads.reduce((sum, n) => sum + n, 0)
  const told = quads.flatMap((n, idx) => (n === 0 ? [] : [`${n} ${t.quads[(idx + 1) as 1 | 2 | 3 | 4]}`])).join(', ')
  let x = 0
  return (
    <svg className="quad-bar" width="64" height="10" role="img" aria-label={told}>
      <title>{told}</title>
      {quads.map((n, idx) => {
        const w = all === 0 ? 0 : (n / all) * 64
        const at = x
        x += w
        // Words are half as high as deeds.
        const isDeed = idx === 1 || idx === 3
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are four, in one order
          <g key={idx} className={`q${idx + 1}`}>
            <rect className="part" x={at} width={Math.max(w - 0.5, 0)} y={isDeed ? 0 : 3} height={isDeed ? 10 : 5} />
          </g>
        )
      })}
    </svg>
  )
}
