import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { useExport } from '../../ui/useExport.ts'
import { loadRecord } from './recordStore.ts'

/** 归档包: the whole round in one file that opens without this program. */
export function ArchiveCard({ round }: { round: RoundView }) {
  const { busy, save } = useExport()

  const write = () =>
    save({ suggestedName: `${round.name}归档包（内部）.zip`, kind: 'zip' }, async (saveToken) => {
      const { files, cases } = await call('archive.create', { roundId: round.id, saveToken })
      await loadRecord(round.id)
      return `，${files} 个文件、${cases} 件申报；内部资料，含个人信息，不得公开`
    })

  return (
    <section className="card">
      <div className="record-head">
        <h2>归档包</h2>
        <span className="quiet">
          规则、申报、意见、评分、名单、文书、异议和留痕，连同校验清单装入一个压缩包；解压后用浏览器打开“索引.html”即可看，不需要本软件。
        </span>
        <span className="space" />
        <Act channel="archive.create" loading={busy} closed={closedWhy(round)} onClick={() => void write()}>
          归档…
        </Act>
      </div>
    </section>
  )
}

function closedWhy({ frozenListNo, fallen, closing }: RoundView): string {
  if (frozenListNo !== null || (fallen && closing !== null)) return ''
  return fallen ? '名单已失效，请重新定稿，或由科长结束本批次' : '还没有定稿名单，请先由科长定稿'
}
