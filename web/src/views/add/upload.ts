import type { UploadNews } from '../../../../src/serve/http/types.ts'
import { refresh } from '../../api.ts'
import { t } from '../../catalogue/index.ts'

export type ReportNews = Extract<UploadNews, { readonly kind: 'report' }>
export type DoneNews = Extract<UploadNews, { readonly kind: 'done' }>

/** How far an upload is. */
export interface Progress {
  /** Per cent of the bytes sent; 100 while reports are read. */
  readonly sent: number
  readonly reports: readonly ReportNews[]
  readonly done?: DoneNews
  readonly error?: string
}

/** The server takes no more at once; what is larger is told before it is sent. */
const MAX_BYTES = 32_000_000

/** Sends files and a text, and tells of progress until all is done. The upload goes on where the page is left. */
export async function upload(form: FormData, tell: (progress: Progress) => void): Promise<void> {
  const size = [...form.values()].reduce((sum, one) => sum + (typeof one === 'string' ? one.length : one.size), 0)
  if (size > MAX_BYTES) {
    tell({ sent: 0, reports: [], error: t.add.tooLarge((size / 1_000_000).toFixed(0)) })
    return
  }
  try {
    const news = await sendForm(form, (sent) => tell({ sent, reports: [] }))
    follow(news, tell)
  } catch (error) {
    tell({ sent: 0, reports: [], error: error instanceof Error ? error.message : String(error) })
  }
}

/** Posts a form and returns where news of it is told. Only XMLHttpRequest tells how much of a request is sent. */
function sendForm(form: FormData, tell: (percent: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/uploads')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => tell(total === 0 ? 0 : Math.floor((loaded / total) * 100))
    request.onload = () => {
      const answer = request.response as { news?: string; error?: string } | null
      if (request.status === 202 && answer?.news !== undefined) resolve(answer.news)
      else reject(new Error(answer?.error ?? `${request.status}`))
    }
    request.onerror = () => reject(new Error(t.add.lost))
    request.send(form)
  })
}

/** Listens to the news of an upload; what changed on record is asked for anew when all is done. */
function follow(address: string, tell: (progress: Progress) => void): void {
  const reports: ReportNews[] = []
  const stream = new EventSource(address)
  tell({ sent: 100, reports: [] })
  stream.addEventListener('report', ({ data }) => {
    reports.push(JSON.parse(data) as ReportNews)
    tell({ sent: 100, reports: [...reports] })
  })
  stream.addEventListener('done', ({ data }) => {
    stream.close()
    tell({ sent: 100, reports: [...reports], done: JSON.parse(data) as DoneNews })
    refresh()
  })
  stream.onerror = () => {
    // A stream that was cut is taken up again by the browser, after what was heard; one that is refused is not.
    if (stream.readyState === EventSource.CLOSED) tell({ sent: 100, reports: [...reports], error: t.add.lost })
  }
}
