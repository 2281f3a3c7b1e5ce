import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { expect } from 'vitest'
import { reportFromText } from '../../src/acquire/index.ts'
import { ingest, type OpenRecord, openRecord } from '../../src/record/index.ts'
import { loadResources, run } from '../../src/run.ts'
import { createApp, type Listening, listen, readPage } from '../../src/serve/http/index.ts'

const ROOT = join(import.meta.dirname, '../..')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

/** A report that is as hard to show as any: other line ends, letters of two code units, markup, a word without end. */
export const HOSTILE = [
  '<script>alert(1)</script> \u202e envoys 🚀 meet',
  'February 2, 2022',
  'The envoys 🇯🇵👩‍👩‍👧 gathered. Foreign Minister Ana Brnabić met Japanese Foreign Minister Yoko Kamikawa 🤝 in Oslo on Tuesday.',
  `<img src=x onerror="alert(2)"> ${'x'.repeat(5000)}`,
].join('\r\n\r\n')

/** The page on a real server over a record of samples, in a real browser. */
export interface Bench {
  readonly record: OpenRecord
  readonly address: string
  /** A new page; whatever it asks of another host, throws or logs as an error fails the test that closes it. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** How long anything may take to be seen: a loaded machine is slow, and a page that is right may not fail there. */
export const PATIENCE_MS = 60_000

/** `samples` tells by their names which of the examples are on record. */
export async function startBench({ samples = SOME }: { readonly samples?: RegExp } = {}): Promise<Bench> {
  if (CHROMIUM === undefined) throw new Error('Chromium is not installed: apt-get install chromium')
  const folder = mkdtempSync(join(tmpdir(), 'readout-page-'))
  // What is tried is what is shipped.
  process.env['NODE_ENV'] = 'production'
  await build({ configFile: join(ROOT, 'web/vite.config.ts'), logLevel: 'warn', build: { outDir: folder } })
  // A file, not memory: the record is asked how it stood on earlier days.
  const record = await openRecord(join(folder, 'record.db'))
  await ingest(record, codedSamples(samples))
  const app = createApp({ record, page: await readPage(folder) })
  const server = (await listen(app, { host: '127.0.0.1', port: 0, isNextTried: false })) as Listening
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  const faults: string[] = []
  return {
    record,
    address: server.address,
    open: (path, options) => openPage(browser, { url: server.address + path, faults, options }),
    async close() {
      await browser.close()
      await server.close()
      await record.close()
      rmSync(folder, { recursive: true })
      expect(faults).toEqual([])
    },
  }
}

/** Nothing but the page under test may use the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Two calls of one pair of ministers, and what was told around them. */
const SOME = /^2022-0(?:1-0|1-3|2-0).*\.txt$/

function* codedSamples(samples: RegExp) {
  const resources = loadResources()
  const examples = join(ROOT, 'examples')
  const names = readdirSync(examples).filter((name) => samples.test(name))
  for (const name of names) yield run(reportFromText(readFileSync(join(examples, name)), { origin: name }), resources)
  yield run(reportFromText(HOSTILE, { origin: 'hostile.txt' }), resources)
}

interface Opening {
  readonly url: string
  readonly faults: string[]
  readonly options: BrowserContextOptions | undefined
}

async function openPage(browser: Browser, { url, faults, options }: Opening): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (asked.origin !== new URL(url).origin && asked.protocol !== 'data:') faults.push(`asked for ${request.url()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // What is looked for in vain, struck out or refused is logged by the browser: the tests are about it.
    if (message.type() === 'error' && !/status of (?:400|404|410)/.test(message.text()))
      faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('dialog', (dialog) => {
    faults.push(`${page.url()}: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(url)
  return page
}

/** Goes to an address of the page and waits until all that it asks for is answered and drawn. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await drawn(page)
}

/** Waits until the view has its answers and has drawn them. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0)
}

/** Presses the keys that lead to a view, again where the machine was too slow to take them for one. */
export async function jump(page: Page, letter: string, to: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      if (!to.test(page.url())) await page.keyboard.press('g')
      if (!to.test(page.url())) await page.keyboard.press(letter)
      return page.url()
    })
    .toMatch(to)
}

/** Waits until the text of an element is as expected. */
export function expectText(page: Page, where: string) {
  return expect.poll(() => page.locator(where).first().textContent())
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong with a page, one line a violation. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}
