import type Database from 'better-sqlite3'

declare const readable: unique symbol
declare const writable: unique symbol

/** A checked connection for reading. A function that takes it cannot write: see query.ts and write.ts. */
export type ReadableDb = Database.Database & { readonly [readable]: true }
/** A checked connection that `write` accepts. */
export type WritableDb = ReadableDb & { readonly [writable]: true }
