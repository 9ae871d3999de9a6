import type { Handlers } from '../callContext.ts'

/** Workbooks being written. */
export const exportHandlers = {
  'export.progress': ({ exports }, { saveToken }) => exports.progress(saveToken),
  'export.cancel': ({ exports }, { saveToken }) => {
    exports.cancel(saveToken)
    return null
  },
} satisfies Partial<Handlers>
