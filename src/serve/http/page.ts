import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'

/** The files of the page by their path in an address, such as `/assets/index.js`. */
export type Page = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** Where the build puts the page; the same from src/ and from dist/. */
const PAGE_DIR = fileURLToPath(new URL('../../../dist/web', import.meta.url))

/** Reads the page that the build made, or that in `dir`; empty where there is none. */
export async function readPage(dir: string = PAGE_DIR): Promise<Page> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  try {
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      files.set(path.slice(dir.length).replaceAll('\\', '/'), new Uint8Array(await readFile(path)))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return files
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Answers with a file of the page; an address of a view, such as /events/1f, with index.html. */
export function pageResponse(context: Context, page: Page): Response {
  const { path } = context.req
  const file = page.get(path)
  const isView = file === undefined && extname(path) === ''
  const body = isView ? page.get('/index.html') : file
  if (body === undefined)
    return context.text(isView ? 'The page is not built: run npm run build.\n' : 'Not found\n', 404)
  // The build names assets by their content.
  const isLasting = path.startsWith('/assets/')
  return context.body(body, 200, {
    'Content-Type': isView ? TYPES['.html']! : (TYPES[extname(path)] ?? 'application/octet-stream'),
    'Cache-Control': isLasting ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
}
