import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { ReadoutError } from '../../errors.ts'
import type { OpenRecord } from '../../record/index.ts'
import type { CheckName } from '../checks.ts'
import { FILTERS, LISTINGS } from '../filters.ts'
import { answerBrowse, answerFacets, answerTimeline, CHOICE } from './browse.ts'
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
import { type Answering, answering } from './view.ts'
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
  for (const [path, asked] of ROUTES) app.get(path, (context) => answering(context, record, asked))
  app.post('/api/judgements', limited(MAX_BODY), (context) => takeJudgement(context, record))
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

const check =
  (name: CheckName): Answering['answer'] =>
  (context, view) =>
    answerCheck(context, view, name)

/** What is answered from the record or from one of its days, and the parameters that each has. */
const ROUTES: readonly (readonly [path: string, asked: Answering])[] = [
  ['/api/facets', { answer: answerFacets, parameters: CHOICE }],
  ['/api/browse', { answer: answerBrowse, parameters: [...CHOICE, 'offset', 'limit', 'at'] }],
  [
    '/api/timeline',
    { answer: answerTimeline, parameters: [...CHOICE, 'first', 'last', 'lanes', 'bins', 'marks', 'event'] },
  ],
  ['/api/counts', { answer: answerCounts, parameters: [] }],
  ['/api/events/:id', { answer: answerEvent, parameters: [] }],
  ['/api/events/:id/why', { answer: answerWhy, parameters: ['other'] }],
  ['/api/events/:id/similar', { answer: answerSimilar, parameters: ['limit'] }],
  ['/api/events/:id/conflicts', { answer: answerConflicts, parameters: [] }],
  ['/api/events/:id/history', { answer: answerHistory, parameters: [] }],
  ['/api/unsure', { answer: answerUnsure, parameters: [...FILTERS, 'limit'] }],
  ['/api/judgements', { answer: answerJudgements, parameters: ['event', 'author', 'kind', 'state', 'limit'] }],
  ['/api/actors/:id', { answer: answerActor, parameters: [] }],
  ['/api/reports/:id', { answer: answerReport, parameters: [] }],
  ['/api/wordings', { answer: answerWordings, parameters: ['speaker', 'office', 'topic', 'from', 'to', 'limit'] }],
  // Claims of counts are not at /api/counts, which tells how much the record holds.
  ['/api/claims', { answer: check('counts'), parameters: [...FILTERS, 'limit'] }],
  ['/api/conflicts', { answer: check('conflicts'), parameters: [...FILTERS, 'limit'] }],
  ['/api/plans', { answer: check('plans'), parameters: [...FILTERS, 'limit'] }],
  ['/api/series', { answer: answerSeries, parameters: [...FILTERS, 'by', 'format'] }],
  ['/api/network', { answer: answerNetwork, parameters: [...CHOICE, 'by', 'level', 'limit'] }],
  ['/api/places', { answer: answerPlaces, parameters: [...CHOICE, 'limit'] }],
  ['/api/speakers', { answer: answerSpeakers, parameters: ['topic', 'text', 'limit'] }],
  ['/api/suggestions', { answer: answerSuggestions, parameters: ['text', 'limit'] }],
]

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
