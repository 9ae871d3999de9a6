import type { ExportProgress } from '../../shared/contract/exports.ts'
import { AppError } from '../../shared/errors.ts'

/** One export under way: how far it is, and whether somebody wants it stopped. */
export class ExportWatch {
  progress: ExportProgress | null = null
  #cancelled = false

  /** Told by the writer as it goes. Errors: CANCELLED once `cancel` was called. */
  report(progress: ExportProgress): void {
    if (this.#cancelled) throw new AppError('CANCELLED', '已取消导出：没有留下文件，也没有登记')
    this.progress = progress
  }

  cancel(): void {
    this.#cancelled = true
  }
}

/** The exports under way, by the token of the place they write to. */
export class RunningExports {
  readonly #running = new Map<string, ExportWatch>()

  /** Runs an export that can be watched and cancelled until it ends. */
  async run<T>(saveToken: string, work: (watch: ExportWatch) => Promise<T>): Promise<T> {
    const watch = new ExportWatch()
    this.#running.set(saveToken, watch)
    try {
      return await work(watch)
    } finally {
      this.#running.delete(saveToken)
    }
  }

  /** Null when nothing is being written there, or nothing has been written yet. */
  progress(saveToken: string): ExportProgress | null {
    return this.#running.get(saveToken)?.progress ?? null
  }

  /** Nothing happens when nothing is being written there. */
  cancel(saveToken: string): void {
    this.#running.get(saveToken)?.cancel()
  }
}
