import { App } from 'antd'
import { useState } from 'react'
import { PAPER_NAMES, type PaperKind } from '../../../shared/contract/papers.ts'
import type { PrintOrder } from '../../../shared/contract/printing.ts'
import type { FrozenListView, RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { PrintDialog } from '../../ui/preview/PrintDialog.tsx'
import { noteSaved } from '../../workspace.ts'
import { fileKind, suggestedName } from './noticeStore.ts'

/** What goes round together: to post, to sign, to file. */
const SET: PaperKind[] = ['notice', 'approval', 'summary']

/** 导出并打印: notice, approval and summary of one list into one folder, then all three to the printer. */
export function IssueSet({ round, list }: { round: RoundView; list: FrozenListView | null }) {
  const { message, modal } = App.useApp()
  const [done, setDone] = useState<number | null>(null)
  const [order, setOrder] = useState<PrintOrder | null>(null)
  const closed =
    list === null
      ? '试算不能导出整套文件，请先定稿'
      : list.invalidReason === null
        ? ''
        : `“${list.listNo}”已失效（${list.invalidReason}），请重新定稿`

  async function issue({ id: listId, listNo }: FrozenListView): Promise<void> {
    const written: string[] = []
    setDone(0)
    try {
      const files = SET.map((kind) => ({ suggestedName: suggestedName(round, kind, listNo), kind: fileKind(kind) }))
      const places = await call('dialog.savePapers', { files })
      if (places === null) return
      for (const [at, kind] of SET.entries()) {
        const place = places[at]
        if (place === undefined) continue
        await call('paper.export', { roundId: round.id, listId, kind, saveToken: place.token })
        written.push(`“${place.name}”`)
        setDone(at + 1)
      }
      noteSaved()
      void message.success(`已导出 ${written.length} 份`)
      setOrder({ of: 'list', roundId: round.id, listId, kinds: SET })
    } catch (error) {
      const before = written.length === 0 ? '' : `已导出${written.join('、')}。`
      modal.error({ title: '没有全部导出', content: `${before}${sentence(error)}`, okText: '知道了' })
    } finally {
      setDone(null)
    }
  }

  return (
    <>
      <Act
        channel="paper.export"
        loading={done !== null}
        closed={closed}
        title={`一次导出并打印${SET.map((kind) => PAPER_NAMES[kind]).join('、')}`}
        onClick={() => {
          if (list !== null) void issue(list)
        }}
      >
        {done === null ? '导出并打印…' : `已导出 ${done} / ${SET.length}`}
      </Act>
      {order !== null && (
        <PrintDialog order={order} title={`全套文件（${list?.listNo ?? ''}）`} onClose={() => setOrder(null)} />
      )}
    </>
  )
}
