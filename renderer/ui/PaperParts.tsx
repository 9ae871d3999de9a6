import { Button, Checkbox, Input, Select } from 'antd'
import { PAPER_NAMES } from '../../shared/contract/papers.ts'
import { type BasisDocument, STEP_OFFERS } from '../../shared/report/noticeSettings.ts'
import { NOTICE_KINDS } from '../../shared/report/noticeTemplate.ts'
import type { OfficeSettings } from '../../shared/views.ts'

/** The papers name eight documents at most. */
const SLOTS = ['一', '二', '三', '四', '五', '六', '七', '八'] as const

interface Props {
  settings: OfficeSettings
  change: (part: Partial<OfficeSettings>) => void
}

/** What papers rest on, which steps were done, and 红头 where the bureau wants it. */
export function PaperParts({ settings, change }: Props) {
  const { basisDocuments, stepsDone, redHead, headMark, documentNos } = settings
  const put = (at: number, part: Partial<BasisDocument>) =>
    change({ basisDocuments: basisDocuments.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  return (
    <>
      {SLOTS.slice(0, basisDocuments.length).map((slot, at) => (
        <div key={slot} className="labelled">
          <span>依据文件{slot}</span>
          <div className="paper-part">
            <Input
              aria-label={`依据文件${slot}名称`}
              placeholder="名称（不加书名号）"
              value={basisDocuments[at]?.title ?? ''}
              maxLength={200}
              onChange={(event) => put(at, { title: event.target.value })}
            />
            <Input
              aria-label={`依据文件${slot}文号`}
              placeholder="文号"
              value={basisDocuments[at]?.no ?? ''}
              maxLength={60}
              onChange={(event) => put(at, { no: event.target.value })}
            />
            <Button
              size="small"
              onClick={() => change({ basisDocuments: basisDocuments.filter((_, index) => index !== at) })}
            >
              删去依据文件{slot}
            </Button>
          </div>
        </div>
      ))}
      <Button
        size="small"
        className="after-label"
        disabled={basisDocuments.length >= SLOTS.length}
        onClick={() => change({ basisDocuments: [...basisDocuments, { title: '', no: '' }] })}
      >
        添加依据文件
      </Button>
      <div className="labelled">
        <span>已完成的审核程序</span>
        <Select
          mode="tags"
          aria-label="已完成的审核程序"
          placeholder="按实际选择，也可以自己填写"
          value={stepsDone}
          options={STEP_OFFERS.map((value) => ({ value, label: value }))}
          onChange={(steps: string[]) => change({ stepsDone: steps })}
        />
      </div>
      <Checkbox checked={redHead} onChange={(event) => change({ redHead: event.target.checked })}>
        公示、通知印红头
      </Checkbox>
      {redHead && (
        <>
          <label className="labelled" htmlFor="head-mark">
            <span>发文机关标志</span>
            <Input
              id="head-mark"
              value={headMark}
              maxLength={60}
              onChange={(event) => change({ headMark: event.target.value })}
            />
          </label>
          {NOTICE_KINDS.map((kind) => (
            <label key={kind} className="labelled" htmlFor={`document-no-${kind}`}>
              <span>{PAPER_NAMES[kind]}发文字号</span>
              <Input
                id={`document-no-${kind}`}
                value={documentNos[kind]}
                maxLength={60}
                onChange={(event) => change({ documentNos: { ...documentNos, [kind]: event.target.value } })}
              />
            </label>
          ))}
        </>
      )}
    </>
  )
}
