import { z } from 'zod'
import { COLUMN_KEYS } from '../queue/columns.ts'
import { type Call, core, EXPORT, id, token, typed } from './call.ts'

/** The list of 审核 as a workbook. */
export const queueCalls = {
  /** Writes exactly these cases in this order with these columns; `words` tells the filter to whoever reads the file. */
  'queue.export': core<{ rows: number }>()(
    EXPORT,
    z.strictObject({
      roundId: id,
      caseIds: z.array(id).min(1, '列表中没有申报，没有可导出的内容').max(200_000),
      columns: z.array(z.enum(COLUMN_KEYS)).min(1, '请至少保留一列'),
      words: typed(1000),
      saveToken: token,
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
