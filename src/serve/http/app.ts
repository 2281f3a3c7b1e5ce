import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { ReadoutError } from '../../errors.ts'
import type { OpenRecord } from '../../record/index.ts'
import { LISTINGS } from '../filters.ts'
import { answerBrowse, answerFacets, answerTimeline } from './browse.ts'
import { guard } from './guard.ts'
import { answerHistory, answerJudgements, answerUnsure, takeJudgement } from './judgements.ts'
import { answerListing } from './listings.ts'
import {
  answerActor,
  answerConflicts,
  answerCounts,
  answerEvent,
  answerReport,
  answerSimilar,
  answerWhy,
} from './one.ts'
import { answerNetwork, answerPlaces, answerSpeakers, answerSuggestions } from './overview.ts'
import { type Page, pageResponse } from './page.ts'
import { answerCheck, answerSeries, answerWordings } from './review.ts'
import { MAX_UPLOAD, uploadsOf } from './uploads.ts'
import { answering } from './view.ts'
import { answerWatchlist, dropWatch, saveWatch, seeWatches } from './watch.ts'

/** What the server answers from. */
export interface AppOptions {
  readonly record: OpenRecord
  /** The files of the page; none where it is not built. */
  readonly page: Page
}

/** Nothing from elsewhere is loaded, and nothing in a report's text can run. */
const POLICY: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  crossOriginResourcePolicy: 'same-origin',
}

/** Bytes of a request that is no upload. */
const MAX_BODY = 1_000_000

const STATUS_OF: Partial<Record<ReadoutError['code'], 400 | 404 | 409>> = { usage: 400, missing: 404, conflict: 409 }

/** Claims of counts are not at /api/counts, which tells how much the record holds. */
const CHECKS = [
  ['/api/claims', 'counts'],
  ['/api/conflicts', 'conflicts'],
  ['/api/plans', 'plans'],
] as const

/** Returns the server of one record: rows as JSON below /api, the page everywhere else. */
export function createApp({ record, page }: AppOptions): Hono {
  const app = new Hono()
  app.use(secureHeaders(POLICY))
  app.use('/api/*', guard)
  app.use('/api/*', async (context, next) => {
    await next()
    // The record may grow while it is served.
    context.header('Cache-Control', 'no-store')
  })
  for (const listing of LISTINGS) app.get(`/api/${listing}`, (context) => answerListing(context, record, listing))
  app.get('/api/facets', (context) => answering(context, record, (view) => answerFacets(context, view)))
  app.get('/api/browse', (context) => answering(context, record, (view) => answerBrowse(context, view)))
  app.get('/api/timeline', (context) => answering(context, record, (view) => answerTimeline(context, view)))
  app.get('/api/counts', (context) => answering(context, record, (view) => answerCounts(context, view)))
  app.get('/api/events/:id', (context) => answering(context, record, (view) => answerEvent(context, view)))
  app.get('/api/events/:id/why', (context) => answering(context, record, (view) => answerWhy(context, view)))
  app.get('/api/events/:id/similar', (context) => answering(context, record, (view) => answerSimilar(context, view)))
  app.get('/api/events/:id/conflicts', (context) =>
    answering(context, record, (view) => answerConflicts(context, view)),
  )
  app.get('/api/events/:id/history', (context) => answering(context, record, (view) => answerHistory(context, view)))
  app.get('/api/unsure', (context) => answering(context, record, (view) => answerUnsure(context, view)))
  app.get('/api/judgements', (context) => answering(context, record, (view) => answerJudgements(context, view)))
  app.post('/api/judgements', limited(MAX_BODY), (context) => takeJudgement(context, record))
  app.get('/api/actors/:id', (context) => answering(context, record, (view) => answerActor(context, view)))
  app.get('/api/reports/:id', (context) => answering(context, record, (view) => answerReport(context, view)))
  app.get('/api/wordings', (context) => answering(context, record, (view) => answerWordings(context, view)))
  for (const [path, check] of CHECKS)
    app.get(path, (context) => answering(context, record, (view) => answerCheck(context, view, check)))
  app.get('/api/series', (context) => answering(context, record, (view) => answerSeries(context, view)))
  for (const [path, answer] of OVERVIEWS)
    app.get(path, (context) => answering(context, record, (view) => answer(context, view)))
  addWatchRoutes(app, record)
  addUploadRoutes(app, record)
  app.all('/api/*', (context) => {
    const isRead = context.req.method === 'GET' || context.req.method === 'HEAD'
    return isRead
      ? failure(context, `there is nothing at ${context.req.path}`, 404)
      : failure(context, `${context.req.method} is not allowed at ${context.req.path}`, 405)
  })
  app.get('*', (context) => pageResponse(context, page))
  app.onError((error, context) => {
    if (!(error instanceof ReadoutError)) throw error
    return failure(context, error.message, STATUS_OF[error.code] ?? 503)
  })
  return app
}

const OVERVIEWS = [
  ['/api/network', answerNetwork],
  ['/api/places', answerPlaces],
  ['/api/speakers', answerSpeakers],
  ['/api/suggestions', answerSuggestions],
] as const

function addWatchRoutes(app: Hono, record: OpenRecord): void {
  app.get('/api/watchlist', (context) => answerWatchlist(context, record))
  app.post('/api/watchlist', limited(MAX_BODY), (context) => saveWatch(context, record))
  app.post('/api/watchlist/seen', limited(MAX_BODY), (context) => seeWatches(context, record))
  app.delete('/api/watchlist/:name', (context) => dropWatch(context, record))
}

function addUploadRoutes(app: Hono, record: OpenRecord): void {
  const uploads = uploadsOf(record)
  app.post('/api/uploads', limited(MAX_UPLOAD), (context) => uploads.add(context))
  app.get('/api/uploads/:id', (context) => uploads.news(context))
}

/** Refuses a request that is larger before it is read. */
function limited(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (context) =>
      failure(context, `more than the ${maxSize / 1_000_000} MB that can be sent at once: send it in parts`, 413),
  })
}

function failure(context: Context, error: string, status: 400 | 404 | 405 | 409 | 413 | 503): Response {
  return context.json({ error }, status)
}
