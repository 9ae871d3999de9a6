import type { IpcMainInvokeEvent } from 'electron'

export const APP_SCHEME = 'app'
export const APP_HOST = 'bureau'
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`
export const APP_PRINT_PAGE = `${APP_SCHEME}://${APP_HOST}/print.html`

/** Is this an address of our own built files? The parts are compared, never the text: `http://x/?next=app://bureau` is not. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port, username, password } = new URL(address)
  return protocol === `${APP_SCHEME}:` && hostname === APP_HOST && port === '' && username === '' && password === ''
}

/** May the window load this? Our files, and what the page itself made in memory (pictures, papers shown as pages). */
export function isAllowedRequest(address: string): boolean {
  if (isAppUrl(address)) return true
  if (!URL.canParse(address)) return false
  const { protocol, pathname } = new URL(address)
  return protocol === 'data:' || (protocol === 'blob:' && isAppUrl(pathname))
}

export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>

/** Only the top frame of a window that shows our own page may call; a frame that is already gone may not. */
export function isOurWindow({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url)
}
