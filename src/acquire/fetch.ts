import type { Problem } from './report.ts'
import { type TextOptions, tooLarge } from './text.ts'

/** A page as sent, with what the transfer says of it; or why there is none. */
export type Fetched = { readonly bytes: Uint8Array; readonly options: TextOptions } | { readonly problem: Problem }

const TIMEOUT_MS = 30_000

/** Fetches one page by HTTP; follows redirects, gives up after 30 seconds or `maxSize` bytes. */
export async function fetchPage(url: string, maxSize: number): Promise<Fetched> {
  if (!URL.canParse(url)) return failed('it is no valid address')
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1', 'user-agent': 'readout' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) return failed(`the server answered ${response.status} ${response.statusText}`.trim())
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk)
      size += chunk.length
      if (size > maxSize) return { problem: tooLarge(size, maxSize) }
    }
    const encoding = /charset=["']?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1]
    return { bytes: Buffer.concat(chunks), options: encoding === undefined ? {} : { encoding } }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return failed('no answer within 30 seconds')
    if (!(error instanceof TypeError)) throw error
    const cause = error.cause instanceof Error ? error.cause.message : error.message
    return failed(`no connection (${cause || 'refused'})`)
  }
}

function failed(why: string): Fetched {
  return { problem: { code: 'unreadable', message: `The address could not be fetched: ${why}.` } }
}
