import type { z } from 'zod'
import { type Channel, contract, type Output, type Reply } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { CoreHost } from './coreHost.ts'
import type { Dialogs } from './dialogs.ts'
import { isOurWindow, type Sender } from './origin.ts'
import type { Printing } from './printing.ts'

export interface CallsOptions {
  core: Pick<CoreHost, 'call' | 'state'>
  dialogs: Dialogs
  printing: Printing
  runtime: string
  log(error: unknown): void
}

/** Answers one call of the window. Never throws: a refusal is an answer with a Chinese sentence. */
export type AnswerCall = (channel: Channel, sender: Sender, input: unknown) => Promise<Reply<unknown>>

/** Dialogs are answered here; everything else goes to the core, which checks shape, login and role. */
export function createCalls({ core, dialogs, printing, runtime, log }: CallsOptions): AnswerCall {
  const status = (): Output<'app.status'> => ({ runtime, core: core.state() })

  const answer = async (channel: Channel, input: unknown): Promise<Reply<unknown>> => {
    switch (channel) {
      case 'dialog.openWorkbook':
        checked(contract[channel].input, input)
        return ok(await dialogs.openWorkbook())
      case 'dialog.openEvidence':
        checked(contract[channel].input, input)
        return ok(await dialogs.openEvidence())
      case 'dialog.openParameters':
        checked(contract[channel].input, input)
        return ok(await dialogs.openParameters())
      case 'dialog.openCalendar':
        checked(contract[channel].input, input)
        return ok(await dialogs.openCalendar())
      case 'dialog.openPackage':
        checked(contract[channel].input, input)
        return ok(await dialogs.openPackage())
      case 'dialog.openFolder':
        checked(contract[channel].input, input)
        return ok(await dialogs.openFolder())
      case 'dialog.savePaper':
        return ok(await dialogs.savePaper(checked(contract[channel].input, input)))
      case 'dialog.savePapers':
        return ok(await dialogs.savePapers(checked(contract[channel].input, input)))
      case 'dialog.moveOut':
        checked(contract[channel].input, input)
        return ok(await dialogs.moveOut())
      case 'dialog.moveIn':
        checked(contract[channel].input, input)
        return ok(await dialogs.moveIn())
      case 'dialog.print':
        return ok(await printing.print(checked(contract[channel].input, input)))
      case 'app.printState':
        checked(contract[channel].input, input)
        return ok(printing.state())
      case 'app.cancelPrint':
        checked(contract[channel].input, input)
        printing.cancel()
        return ok(null)
      case 'app.status':
        checked(contract[channel].input, input)
        return ok(status())
      default:
        return core.call(channel, input)
    }
  }

  return async (channel, sender, input) => {
    try {
      if (!isOurWindow(sender)) throw new AppError('UNTRUSTED_SENDER', '这个请求不是由本程序的窗口发出的，已拒绝。')
      return await answer(channel, input)
    } catch (error) {
      log(error)
      if (error instanceof AppError) return { ok: false, code: error.code, message: error.message }
      return { ok: false, code: 'INTERNAL', message: '这一步没有完成，已有数据没有改动。请重试；仍不行时查看日志。' }
    }
  }
}

const ok = <T>(value: T): Reply<T> => ({ ok: true, value })

function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('BAD_INPUT', '请求的内容与约定的格式不符，没有执行。')
}
