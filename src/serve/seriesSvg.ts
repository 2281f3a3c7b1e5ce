import type { SeriesRow } from '../review/index.ts'

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [960, 320, 48, 36, 28]

/** The quads from the axis up, and their colours; hue is with or against, strength word or deed. */
const QUADS = [
  ['verbalCooperation', '#5588ae'],
  ['materialCooperation', '#12487a'],
  ['verbalConflict', '#b97024'],
  ['materialConflict', '#93300c'],
] as const

/** Returns a drawing of its own: a column a period, stacked by quad, with axis and legend; every column tells its numbers. */
export function seriesSvg(rows: readonly SeriesRow[], title: string): string {
  const most = Math.max(...rows.map(({ events }) => events), 1)
  const step = (WIDTH - LEFT - 12) / Math.max(rows.length, 1)
  const scale = (HEIGHT - TOP - BOTTOM) / most
  const columns = rows.map((row, i) => {
    const x = LEFT + i * step
    let y = HEIGHT - BOTTOM
    const parts = QUADS.flatMap(([quad, colour]) => {
      const height = row[quad] * scale
      y -= height
      return height === 0
        ? []
        : [
            `<rect x="${fixed(x)}" y="${fixed(y)}" width="${fixed(Math.max(step - 1, 0.5))}" height="${fixed(height)}" fill="${colour}"/>`,
          ]
    })
    return `<g><title>${row.period}: ${row.events}</title>${parts.join('')}</g>`
  })
  const every = Math.max(1, Math.ceil(rows.length / 10))
  const labels = rows.flatMap(({ period }, i) =>
    i % every === 0 ? [`<text x="${fixed(LEFT + i * step)}" y="${HEIGHT - 14}">${period}</text>`] : [],
  )
  const legend = QUADS.map(
    ([quad, colour], i) =>
      `<rect x="${LEFT + i * 190}" y="6" width="10" height="10" fill="${colour}"/><text x="${LEFT + 16 + i * 190}" y="15">${words(quad)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">
<title>${title}</title>
<text x="${LEFT - 6}" y="${TOP + 4}" text-anchor="end">${most}</text>
<text x="${LEFT - 6}" y="${HEIGHT - BOTTOM}" text-anchor="end">0</text>
<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - 12}" fill="none" stroke="currentColor"/>
${legend.join('\n')}
${columns.join('\n')}
${labels.join('\n')}
</svg>
`
}

const fixed = (x: number) => String(Math.round(x * 100) / 100)
const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
