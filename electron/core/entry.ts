/** The core process: SQLite, rules, workbooks and papers, away from the window and from main. */
import { serveCore } from './serve.ts'
import { createCore } from './server.ts'
import { transportToMain } from './transport.ts'

serveCore(transportToMain(), createCore)
