import type { TextOptions } from './text.ts'

/** The part of the DOM that is used here; linkedom's own types need the browser library. */
interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly childNodes: Iterable<PageNode>
  getAttribute(name: string): string | null
  querySelector(selector: string): PageNode | null
  querySelectorAll(selector: string): Iterable<PageNode>
}

type Page = PageNode & { readonly body: PageNode }

/** The article of a page as plain text, with what the page says of it. */
export interface Article {
  readonly text: string
  readonly options: TextOptions
}

/** Whether text is a page rather than a report: its first element says so. */
export function isHtml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(
    text.slice(0, 4000),
  )
}

/** The encoding that a page's first kilobyte declares, if it does. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 1024))
  return /<meta[^>]{0,200}charset=["']?([\w-]{3,20})/i.exec(head)?.[1]
}

/**
 * Returns the article of a page: title, then one line a paragraph, parted by empty lines. Metadata of the page
 * (publication date, publisher, address) go into the options and never override those given.
 */
export async function readArticle(html: string, options: TextOptions): Promise<Article> {
  const [{ parseHTML }, { Readability }] = await Promise.all([import('linkedom'), import('@mozilla/readability')])
  const parse = (page: string) => parseHTML(page).document as unknown as Page
  const document = parse(html)
  const meta = metadata(document)
  const url = options.url ?? meta.url
  // Readability measures the text under every element: its time grows with depth, and no article nests very deep.
  // It takes the document apart, so a page without an article is parsed again and read whole.
  const parsed = isDeep(document) ? null : new Readability(document as never).parse()
  const title = chooseTitle(meta.heading, (parsed?.title || meta.title)?.replace(/\s+/g, ' ').trim())
  const lines = parsed?.content
    ? blockLines(parse(`<html><body>${parsed.content}</body></html>`).body)
    : blockLines(parse(html).body)
  // The article may or may not hold its own headline; the text has it once, on top.
  const headline = lines.slice(0, 5).indexOf(title ?? '')
  const body = lines.filter((_, idx) => idx !== headline)
  const date = options.date ?? meta.date ?? parsed?.publishedTime ?? undefined
  const publisher = options.publisher ?? meta.publisher ?? parsed?.siteName ?? undefined
  return {
    text: (title ? [title, ...body] : body).join('\n\n'),
    options: {
      ...options,
      ...(title ? { title } : {}),
      ...(url === undefined ? {} : { url }),
      ...(date === undefined ? {} : { date }),
      ...(publisher === undefined ? {} : { publisher }),
    },
  }
}

/** The heading where it says what the page's title says, which often has the site's name in it; else the title. */
function chooseTitle(heading: string | undefined, title: string | undefined): string | undefined {
  if (heading === undefined || !title) return title || heading
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const inTitle = new Set(words(title))
  const said = words(heading)
  return said.filter((word) => inTitle.has(word)).length * 10 >= said.length * 6 ? heading : title
}

const MAX_DEPTH = 150

function isDeep(document: PageNode): boolean {
  const stack = [{ node: document, depth: 0 }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.depth > MAX_DEPTH) return true
    for (const node of top.node.childNodes) if (node.nodeType === 1) stack.push({ node, depth: top.depth + 1 })
  }
  return false
}

interface Metadata {
  /** The page's one main heading, which lacks the site's name that titles of pages carry. */
  readonly heading?: string | undefined
  readonly title?: string | undefined
  readonly date?: string | undefined
  readonly publisher?: string | undefined
  readonly url?: string | undefined
}

function metadata(document: PageNode): Metadata {
  const content = (selector: string) => document.querySelector(selector)?.getAttribute('content')?.trim() || undefined
  const headings = [...document.querySelectorAll('h1')].map((node) =>
    (node.textContent ?? '').replace(/\s+/g, ' ').trim(),
  )
  return {
    heading: headings.length === 1 && headings[0]!.split(' ').length >= 3 ? headings[0] : undefined,
    title: content('meta[property="og:title"]') ?? (document.querySelector('title')?.textContent?.trim() || undefined),
    date:
      content('meta[property="article:published_time"]') ??
      content('meta[itemprop="datePublished"]') ??
      linkedDate(document) ??
      content('meta[name="date"]') ??
      content('meta[name="pubdate"]') ??
      content('meta[name="DC.date.issued"]') ??
      (document.querySelector('article time[datetime], time[datetime]')?.getAttribute('datetime') || undefined),
    publisher: content('meta[property="og:site_name"]'),
    url: document.querySelector('link[rel="canonical"]')?.getAttribute('href') || content('meta[property="og:url"]'),
  }
}

/** The publication date in the page's JSON-LD; read as text, since many pages' JSON does not parse. */
function linkedDate(document: PageNode): string | undefined {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const date = /"datePublished"\s*:\s*"([^"]{8,40})"/.exec(script.textContent ?? '')?.[1]
    if (date !== undefined) return date
  }
  return undefined
}

const BLOCKS = new Set(
  'P DIV SECTION ARTICLE LI UL OL H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE TABLE TR FIGURE FIGCAPTION HEADER FOOTER MAIN ASIDE DL DT DD HR ADDRESS'.split(
    ' ',
  ),
)
const SKIPPED = new Set([
  'NAV',
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'FIGCAPTION',
  'FIGURE',
  'IFRAME',
  'BUTTON',
  'FORM',
])

/** Walks without recursion, since pages nest as deep as they like. */
function blockLines(root: PageNode): string[] {
  const lines: string[] = []
  let line = ''
  const flush = () => {
    const folded = line.replace(/\s+/g, ' ').trim()
    if (folded !== '') lines.push(folded)
    line = ''
  }
  const stack: (PageNode | 'break')[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 'break') flush()
    else if (node.nodeType === 3) line += node.textContent ?? ''
    else if (node.nodeType === 1 && !SKIPPED.has(node.nodeName)) {
      const isBlock = BLOCKS.has(node.nodeName) || node.nodeName === 'BR'
      if (isBlock) flush()
      if (isBlock) stack.push('break')
      stack.push(...[...node.childNodes].reverse())
    }
  }
  flush()
  return lines
}
