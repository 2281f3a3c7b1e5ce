import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { countRows, ingest, type OpenRecord, openRecord } from '../src/record/index.ts'
import { loadResources, run as runReport } from '../src/run.ts'
import { closeViews, createApp, listen, readPage, warmUp } from '../src/serve/http/index.ts'
import { generateReports } from './generate.ts'

const ROOT = join(import.meta.dirname, '..')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
/** Generated reports that come to a little over 100,000 events. */
const N_REPORTS = 34_000
const TRIES = 5

/**
 * Opens the page on a record of 100,000 events, or on the one in the file given, in Chromium, and prints the time to the first useful view, from
 * each of several filters to its answer on the screen, the frames while the window is dragged over ten years, and the
 * weight of the first view. Times are of the clock, which on a loaded machine says little; the CPU of the server says more.
 */
export async function run(args: readonly string[]): Promise<void> {
  if (CHROMIUM === undefined) throw new Error('Chromium is not installed: apt-get install chromium')
  const folder = mkdtempSync(join(tmpdir(), 'readout-bench-web-'))
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(ROOT, 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(folder, 'web') },
  })
  const record = args[0] === undefined ? await generated(join(folder, 'record.db')) : await openRecord(args[0])
  const server = (await listen(createApp({ record, page: await readPage(join(folder, 'web')) }), {
    host: '127.0.0.1',
    port: 0,
    isNextTried: false,
  }))!
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    console.log(await countRows(record))
    const began = performance.now()
    await warmUp(record)
    console.log(`columns and names of places read in ${Math.round(performance.now() - began)} ms, once for a server`)
    await firstView(browser, server.address)
    await filters(browser, server.address)
    await frames(browser, server.address)
  } finally {
    await browser.close()
    await server.close()
    await closeViews(record)
    await record.close()
    rmSync(folder, { recursive: true })
  }
}

async function generated(database: string): Promise<OpenRecord> {
  const record = await openRecord(database)
  const resources = loadResources()
  function* coded() {
    for (const report of generateReports({ nReports: N_REPORTS, seed: 2022 })) yield runReport(report, resources)
  }
  await ingest(record, coded())
  return record
}

/** Useful: the counts, the rows, and the chosen event with its report's text are there. */
const USEFUL = '.facets .n, .row b, .detail .text mark.on'

async function firstView(browser: Browser, address: string): Promise<void> {
  const times: number[] = []
  let weight = 0
  for (let i = 0; i < TRIES; i++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      const isPage = !new URL(response.url()).pathname.startsWith('/api')
      // Fonts are compressed already; the rest is weighed as a server would send it.
      if (isPage)
        sizes.push(
          response.body().then(
            (body) => (response.url().endsWith('.woff2') ? body.length : gzipSync(body).length),
            () => 0,
          ),
        )
    })
    const began = performance.now()
    await page.goto(address)
    for (const selector of USEFUL.split(', ')) await page.locator(selector).first().waitFor()
    times.push(performance.now() - began)
    weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    await page.close()
  }
  tell('first useful view', times)
  console.log(`first view: ${(weight / 1000).toFixed(0)} kB, gzipped, fonts included`)
}

/** Facets, of each of which the reader takes the first value and the last that is shown, and each time back again. */
const FACETS = ['who', 'whom', 'type', 'mode', 'status', 'place', 'publisher', 'aside']
/** What the reader writes in the box. */
const SEARCHES = ['text=missile', 'actor=USA', 'from=2015-01-01&to=2018-12-31', 'text=talks&type=CONSULT']

interface Took {
  readonly filter: string
  /** Until the number of events is the new one. */
  readonly counts: number
  /** Until the first rows of the list are those of the new choice, too. */
  readonly rows: number
  /** CPU of the server for the counts, rows and lanes. */
  readonly cpu: number
}

async function filters(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await page.locator('.row b').first().waitFor()
  await page.waitForLoadState('networkidle')
  const took: Took[] = []
  const take = async (filter: string, act: string) => {
    const cpu = process.cpuUsage()
    const [counts, rows] = await timeOfChange(page, act)
    await page.waitForLoadState('networkidle')
    const { user, system } = process.cpuUsage(cpu)
    took.push({ filter, counts, rows, cpu: (user + system) / 1000 })
  }
  for (const facet of FACETS)
    for (const which of ['first', 'last']) {
      const name = await page.evaluate<string>(`globalThis.box_ = [...document.querySelectorAll('.facets section')]
        .find((section) => section.querySelector('input[name=${facet}]'))
        ?.querySelector('li:${which}-of-type input'); box_?.value ?? ''`)
      if (name === '') continue
      for (const step of ['on', 'off'])
        await take(
          `${facet}=${name} ${step}`,
          `[...document.querySelectorAll('input[name=${facet}]')].find(({ value }) => value === ${JSON.stringify(name)}).click()`,
        )
    }
  for (const search of SEARCHES) {
    await take(
      `${search} on`,
      `history.pushState(null, '', '/?${search}'); dispatchEvent(new PopStateEvent('popstate'))`,
    )
    await take(`${search} off`, `history.pushState(null, '', '/'); dispatchEvent(new PopStateEvent('popstate'))`)
  }
  for (const { filter, counts, rows, cpu } of took.toSorted((a, b) => b.counts - a.counts))
    console.log(
      `filter ${filter}: counts ${Math.round(counts)} ms, rows ${Math.round(rows)} ms, server ${cpu.toFixed(0)} CPU-ms`,
    )
  tell(
    'filter, until the counts are new',
    took.map(({ counts }) => counts),
  )
  tell(
    'filter, until the rows are new',
    took.map(({ rows }) => rows),
  )
  tell(
    'CPU of the server for a filter, its counts, lanes and rows',
    took.map(({ cpu }) => cpu),
  )
  await page.close()
}

/** From an act to the frames in which the number of events and the rows are the new ones, as the page itself sees them. */
async function timeOfChange(page: Page, act: string): Promise<[counts: number, rows: number]> {
  return page.evaluate<[number, number]>(`new Promise((resolve, reject) => {
    const begin = performance.now()
    const title = document.querySelector('.query h1')
    const before = title.textContent
    let counts
    const look = (now) => {
      if (now - begin > 20000) reject(new Error('nothing changed'))
      if (counts === undefined && title.textContent !== before) counts = now - begin
      const list = document.querySelector('.rows')
      if (counts !== undefined && list?.getAttribute('aria-busy') === 'false' && list.querySelector('.row b'))
        resolve([Math.max(counts, 0), Math.max(now - begin, 0)])
      else requestAnimationFrame(look)
    }
    ${act}
    requestAnimationFrame(look)
  })`)
}

async function frames(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address)
  await page.locator('.lanes').waitFor()
  const box = (await page.locator('.strip').boundingBox())!
  const intervals = async (act: () => Promise<void>) => {
    await page.evaluate(`globalThis.frames_ = []; globalThis.last_ = performance.now(); globalThis.isTaking_ = true;
      (function take() { const now = performance.now(); frames_.push(now - last_); last_ = now; if (isTaking_) requestAnimationFrame(take) })()`)
    await act()
    return page.evaluate<number[]>('globalThis.isTaking_ = false, frames_.slice(2)')
  }
  const dragging = await intervals(async () => {
    await page.mouse.move(box.x + 150, box.y + 15)
    await page.mouse.down()
    for (let i = 1; i <= 60; i++) await page.mouse.move(box.x + 150 + ((box.width - 170) * i) / 60, box.y + 15)
    await page.mouse.up()
  })
  tell('frame while a window is dragged over ten years', dragging)
  await page.locator('.lanes').waitFor()
  const scrolling = await intervals(async () => {
    const list = (await page.locator('.list').boundingBox())!
    await page.mouse.move(list.x + 100, list.y + 100)
    for (let i = 0; i < 60; i++) await page.mouse.wheel(0, 400)
  })
  tell('frame while the list is scrolled', scrolling)
  await page.close()
}

function tell(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]!)
  console.log(`${what}: least ${at(0)} ms, middle ${at(0.5)} ms, 95th of 100 ${at(0.95)} ms, ${sorted.length} times`)
}
