import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { contentSecurityPolicy, NONCE_PLACEHOLDER, newNonce } from './csp.ts'
import { isAppUrl } from './origin.ts'

/** Path in the address → file on disk, for every built file of a kind a page can use. */
export async function allowList(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in MIME_TYPES)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
  )
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  // 第三方许可.
  '.txt': 'text/plain; charset=utf-8',
  // Character maps and fonts of pdf.js.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
}

/** A file that is on no disk. */
export interface MadeFile {
  type: string
  body: Uint8Array | string
}

/** Answers one request of the page. Every answer, the refusals too, carries the policy and forbids guessing of types. */
export async function respond(
  files: ReadonlyMap<string, string>,
  request: Request,
  made: (path: string) => MadeFile | null = () => null,
): Promise<Response> {
  const nonce = newNonce()
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
  const path = request.method === 'GET' && isAppUrl(request.url) ? new URL(request.url).pathname : ''
  const own = made(path)
  if (own !== null)
    return new Response(Uint8Array.from(bytesOf(own)), { headers: { ...headers, 'Content-Type': own.type } })
  const file = files.get(path)
  if (file === undefined) return new Response(null, { status: 404, headers })

  const type = MIME_TYPES[extname(file)] ?? 'application/octet-stream'
  const bytes = await readFile(file)
  const body = extname(file) === '.html' ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : bytes
  return new Response(body, { headers: { ...headers, 'Content-Type': type } })
}

function bytesOf({ body }: MadeFile): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body
}
