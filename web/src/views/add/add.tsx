import '../../../styles/pages.css'
import '../../../styles/add.css'
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react'
import { t } from '../../catalogue/index.ts'
import { filesOf, type Handed, onHanded } from '../../frame/handOver.ts'
import { useTitle } from '../../frame/states.tsx'
import { Outcomes } from './outcomes.tsx'
import { type Progress, upload } from './upload.ts'

/** Adding reports: files dropped or chosen, or a text pasted; what becomes of each is told as it happens. */
export default function AddView() {
  useTitle(t.views.add)
  const [progress, setProgress] = useState<Progress>()
  const [complaint, setComplaint] = useState<string>()
  const text = useRef<HTMLTextAreaElement>(null)
  const isBusy = progress !== undefined && progress.done === undefined && progress.error === undefined
  const add = (form: FormData) => {
    setComplaint(undefined)
    void upload(form, setProgress)
  }
  const addFiles = (files: Iterable<File>) => {
    const form = new FormData()
    for (const file of files) form.append('file', file)
    if (form.has('file')) add(form)
  }
  const take = (handed: Handed) => {
    if (handed.kind === 'text') {
      if (text.current !== null) text.current.value = handed.text
      text.current?.focus()
    } else if (handed.hasFolder) setComplaint(t.add.dropped)
    else addFiles(handed.files)
  }
  const latest = useRef(take)
  latest.current = take
  useEffect(() => onHanded((handed) => latest.current(handed)), [])
  return (
    <main className="page add" id="main" tabIndex={-1} aria-busy={isBusy}>
      <header>
        <p className="over">{t.add.over}</p>
        <h1>{t.add.title}</h1>
        <p className="lede">{t.add.lede}</p>
      </header>
      <div className="adding">
        <Drop onFiles={addFiles} onDrop={take} />
        <Paste
          field={text}
          onSend={(form) => {
            if (String(form.get('text') ?? '').trim() === '') setComplaint(t.add.empty)
            else add(form)
          }}
        />
      </div>
      <p role="alert" className="complaint">
        {complaint}
      </p>
      {progress !== undefined && <Outcomes progress={progress} />}
    </main>
  )
}

interface DropProps {
  readonly onFiles: (files: Iterable<File>) => void
  readonly onDrop: (handed: Handed) => void
}

/** Where files are dropped, or chosen. */
function Drop({ onFiles, onDrop }: DropProps) {
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onDrop(filesOf(event.dataTransfer))
  }
  return (
    <section
      className={isOver ? 'drop over-it' : 'drop'}
      aria-label={t.add.drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="t">{isOver ? t.add.dropNow : t.add.drop}</p>
      <p>
        <label className="choose">
          <input
            type="file"
            multiple
            accept=".txt,.text,.md,.html,.htm,.xhtml,.json,.jsonl,.ndjson,text/*,application/json"
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])])
              // The same file may be chosen again.
              event.target.value = ''
            }}
          />
          <span className="link">{t.add.choose}</span>
        </label>
      </p>
      <p className="why">{t.add.kinds}</p>
    </section>
  )
}

interface PasteProps {
  readonly field: React.RefObject<HTMLTextAreaElement | null>
  readonly onSend: (form: FormData) => void
}

/** A text, and what it may not say itself. */
function Paste({ field, onSend }: PasteProps) {
  const form = useRef<HTMLFormElement>(null)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSend(new FormData(event.currentTarget))
  }
  return (
    <form ref={form} className="paste" onSubmit={send}>
      <h2>{t.add.paste}</h2>
      <label>
        {t.add.text}
        <textarea
          ref={field}
          className="field"
          name="text"
          rows={9}
          aria-describedby="paste-hint"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit()
          }}
        />
      </label>
      <p className="why" id="paste-hint">
        {t.add.sampleHint} {t.add.pasteHint}.
      </p>
      <div className="known">
        <label>
          <span>
            {t.add.heading} <span className="quiet">{t.add.optional}</span>
          </span>
          <input className="field" name="title" maxLength={500} autoComplete="off" />
        </label>
        <label>
          <span>
            {t.add.publisher} <span className="quiet">{t.add.optional}</span>
          </span>
          <input className="field" name="publisher" maxLength={200} autoComplete="off" />
        </label>
        <label>
          {t.add.published}
          <input className="field" name="published" type="date" />
        </label>
      </div>
      <button type="submit" className="act strong-act">
        {t.add.submit}
      </button>
    </form>
  )
}
