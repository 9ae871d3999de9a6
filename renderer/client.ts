import type { Bureau } from '../shared/bridge.ts'
import { type Channel, contract, type Input, type Output, type Reply } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import { ROLE_NAMES } from '../shared/roles.ts'
import type { AccountView } from '../shared/views.ts'

/** The calls alone, in the form the compiler can follow for one channel at a time. */
type Calls = { [C in Channel]: (input: Input<C>) => Promise<Reply<Output<C>>> }

declare global {
  interface Window {
    readonly bureau: Bureau
  }
}

let whenSignedOut = () => {}

/** Sets what happens when the core answers that nobody is signed in any more. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener
}

let whenAnswered: (channel: Channel) => void = () => {}

/** Sets who hears of every call that was granted. */
export function onAnswered(listener: (channel: Channel) => void): void {
  whenAnswered = listener
}

/** Asks the core or the shell. Errors: AppError with the sentence of the reply. */
export async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const calls: Calls = window.bureau
  const reply = await calls[channel](input)
  if (reply.ok) {
    whenAnswered(channel)
    return reply.value
  }
  if (reply.code === 'NOT_SIGNED_IN' && channel !== 'session.signIn') whenSignedOut()
  throw new AppError(reply.code, reply.message)
}

/** True when this person's roles allow the call. The core checks again; this only decides what the screen offers. */
export function may(user: Pick<AccountView, 'roles'> | null, channel: Channel): boolean {
  const { access } = contract[channel]
  if (access === 'anyone') return true
  if (user === null) return false
  return access === 'signed-in' || user.roles.some((role) => access.includes(role))
}

/** Why a button is closed to this person, as a sentence. */
export function whoMay(channel: Channel): string {
  const { access } = contract[channel]
  if (access === 'anyone' || access === 'signed-in') return '请先登录'
  return `此操作由${access.map((role) => ROLE_NAMES[role]).join('、')}办理，当前账号没有这项权限`
}

/** The sentence to show for anything thrown. */
export function sentence(error: unknown): string {
  return error instanceof AppError
    ? error.message
    : '操作未完成，数据没有改动。请重试；若再次出现，请联系管理员查看日志。'
}
