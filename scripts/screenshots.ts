import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { reportFromText } from '../src/acquire/index.ts'
import { ingest, listActors, listEvents, type OpenRecord, openRecord } from '../src/record/index.ts'
import { loadResources, run } from '../src/run.ts'
import { closeViews, createApp, listen, readPage } from '../src/serve/http/index.ts'
import { palettePng } from './palettePng.ts'

/**
 * `npm run docs:screenshots -- [NAME…]`: draws the views of the page on the sample reports into docs/views/, to be looked
 * at after a change of the page: all, or those whose file's name begins so.
 */
const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'docs/views')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 780 }
const WALL = { width: 2560, height: 1300 }

interface Shot {
  readonly name: string
  readonly path: string
  readonly size: { readonly width: number; readonly height: number }
  readonly isDark?: true
}

/** Every view once at a desk; those that are drawn otherwise on a phone, on a wall and in the dark also so. */
async function shotsOf(record: OpenRecord): Promise<Shot[]> {
  const call = {
    actor: 'Blinken',
    recipient: 'Hayashi',
    type: ['CONSULT'],
    from: '2022-02-01',
    to: '2022-02-01',
  } as const
  const [event] = (await listEvents(record, call)).rows
  const [actor] = (await listActors(record, { actor: 'Hayashi' })).rows
  const report = `/reports/${event!.reports[0]!.id}?event=${event!.id}&layers=events,people,times,quotations`
  const views = {
    record: '/',
    event: `/events/${event!.id}`,
    report,
    actor: `/actors/${actor!.id}`,
    timeline: '/?show=timeline&lanes=actor',
    calendar: '/calendar',
    wording: '/wording?speaker=Blinken',
    checks: '/checks',
    actors: '/actors',
    map: '/map',
    network: '/network',
    reports: '/reports',
    unsure: '/unsure',
    saved: '/saved',
    add: '/add',
  }
  const desk = Object.entries(views).map(([name, path]) => ({ name, path, size: DESK }))
  const others = (['record', 'event', 'report', 'actor'] as const).flatMap((name): Shot[] => [
    { name: `${name}-dark`, path: views[name], size: DESK, isDark: true },
    { name: `${name}-360`, path: views[name], size: PHONE },
  ])
  return [...desk, ...others, { name: 'record-2560', path: '/', size: WALL }]
}

if (CHROMIUM === undefined) throw new Error('Chromium is not installed: apt-get install chromium')
const folder = mkdtempSync(join(tmpdir(), 'readout-screenshots-'))
process.env['NODE_ENV'] = 'production'
await build({ configFile: join(ROOT, 'web/vite.config.ts'), logLevel: 'warn', build: { outDir: join(folder, 'web') } })
const record = await openRecord(join(folder, 'record.db'))
const resources = loadResources()
const samples = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.txt'))
await ingest(
  record,
  samples.map((name) => run(reportFromText(readFileSync(join(ROOT, 'examples', name)), { origin: name }), resources)),
)
const app = createApp({ record, page: await readPage(join(folder, 'web')) })
const server = (await listen(app, { host: '127.0.0.1', port: 0, isNextTried: false }))!
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
mkdirSync(OUT, { recursive: true })
const asked = process.argv.slice(2)
for (const { name, path, size, isDark } of await shotsOf(record)) {
  if (asked.length > 0 && !asked.some((begin) => name.startsWith(begin))) continue
  const page = await browser.newPage({ viewport: size, locale: 'en-GB', colorScheme: isDark ? 'dark' : 'light' })
  await page.goto(server.address + path)
  await page.locator('main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  // What was answered asks for more, and is drawn a little later.
  await page.waitForFunction(`document.querySelector('[aria-busy=true]') === null`)
  await page.waitForTimeout(1000)
  const png = palettePng(await page.screenshot())
  writeFileSync(join(OUT, `${name}.png`), png)
  console.log(`${name}: ${Math.round(png.length / 1000)} kB`)
  await page.close()
}
await browser.close()
await server.close()
await closeViews(record)
await record.close()
rmSync(folder, { recursive: true })
