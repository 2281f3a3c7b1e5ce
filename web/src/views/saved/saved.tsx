export default function V() {
  return <main className="page" id="main" tabIndex={-1} />
}
