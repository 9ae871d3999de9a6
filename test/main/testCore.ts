/** A core of the tests' own behind the real entry wiring: no database, but it can be told to die, hang or fail. */
import { serveCore } from '../../electron/core/serve.ts'
import { transportToMain } from '../../electron/core/transport.ts'

const files: string[] = []

serveCore(transportToMain(), ({ dbPath, log }) => {
  if (dbPath === 'refused') throw new Error('cannot open')
  return {
    call: async (channel, input) => {
      switch (channel) {
        case 'die':
          return process.exit(3)
        case 'hang':
          return new Promise(() => {})
        case 'loop':
          for (;;);
        case 'busy': {
          const until = performance.now() + Number(input)
          while (performance.now() < until);
          return { ok: true, value: null }
        }
        case 'slow':
          return new Promise((resolve) => setTimeout(() => resolve({ ok: true, value: 'ended' }), 200))
        case 'throw':
          throw new Error('a fault of the program')
        case 'log':
          log(new Error('something for the log'))
          return { ok: true, value: null }
        default:
          return { ok: true, value: { channel, input, dbPath, files, pid: process.pid } }
      }
    },
    registerFile: (token, path, mode) => files.push(`${mode} ${token} ${path}`),
    keepTime: async () => {},
    close: () => {},
  }
})
