import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { t } from '../catalogue/index.ts'
import { Link } from '../router.tsx'

/** Names the page in the window's title while a view is shown. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    if (name !== undefined) document.title = t.frame.title(name)
  }, [name])
}

/** Holds the place of a view whose first answer is on its way: nothing is drawn that would jump. */
export function Waiting() {
  return (
    <main className="page" id="main" tabIndex={-1} aria-busy="true">
      <p className="sr">{t.frame.loading}</p>
    </main>
  )
}

/** What stands where a page cannot be shown: why, and the one next step. */
export function Missing({ error, hint }: { error: string; hint?: string }) {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <header>
        <h1>{t.frame.nothingHere}</h1>
        <p className="lede">{t.frame.said(error)}</p>
        {hint !== undefined && <p className="lede small">{hint}</p>}
      </header>
      <Link to="/" className="link">
        {t.frame.toRecord}
      </Link>
    </main>
  )
}

/** What stands where there is nothing: what is missing, why, and, as children, one next step. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="t">{title}</p>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  )
}
