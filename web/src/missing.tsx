import { Link } from './router.tsx'

/** What stands where a page cannot be shown: why, and the one next step. */
export function Missing({ error, hint }: { error: string; hint?: string }) {
  return (
    <main className="page">
      <header>
        <h1>Nothing here</h1>
        <p className="lede">The server says: {error}.</p>
        {hint !== undefined && <p className="lede small">{hint}</p>}
      </header>
      <Link to="/" className="link">
        Go to the record
      </Link>
    </main>
  )
}
