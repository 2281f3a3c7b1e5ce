import { ReadoutError } from '../errors.ts'

/** An open record. One process may hold several; several processes may open one file at once. */
export interface OpenRecord {
  /** The file, as given. */
  readonly database: string
  /** Closes the file; the record cannot be used after. */
  close(): Promise<void>
}

/**
 * Opens the record in a file, creating it and bringing its schema up to date; `:memory:` lasts until closed.
 * @throws ReadoutError `store` where the file cannot be opened, is no record, or comes from a newer version.
 */
export async function openRecord(database: string): Promise<OpenRecord> {
  throw new ReadoutError('store', `${database} cannot be opened: the record is not built yet.`)
}
