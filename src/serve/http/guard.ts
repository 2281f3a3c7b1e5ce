import type { Context, MiddlewareHandler } from 'hono'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets nobody but the page itself and programs of this machine write, and no other site read. A browser tells with
 * `Origin` or `Sec-Fetch-Site` which page asks; a site that has its own name lead to this machine still says that name
 * in `Host`. Programs such as curl say none of these and pass.
 */
export const guard: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? new URL(context.req.url).host
  if (!isOwnHost(host)) return refused(context, `this server is not at "${host}": open it by its address or short name`)
  if (!READS.has(context.req.method)) {
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const isOther = origin === undefined ? site !== undefined && !OWN_SITES.has(site) : !isSameHost(origin, host)
    if (isOther) return refused(context, `"${origin ?? site}" may not write here: only the page of this server may`)
  }
  return next()
}

const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none'])

/** An address, `localhost`, or a name without dots: no name that a stranger could register. */
function isOwnHost(host: string): boolean {
  const name = hostname(`http://${host}`)
  if (name === undefined) return false
  return /^\[.*\]$|^\d+(?:\.\d+){3}$/.test(name) || /(?:^|\.)(?:localhost|local)$/.test(name) || !name.includes('.')
}

function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}

function hostname(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined
}

function refused(context: Context, error: string): Response {
  return context.json({ error }, 403)
}
