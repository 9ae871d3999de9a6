import { Alert, App, Button, Checkbox, Modal, Progress } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { PrintJob, PrintOrder, PrintState } from '../../../shared/contract/printing.ts'
import { call } from '../../client.ts'
import { noteSaved } from '../../workspace.ts'
import { Failure, Working } from '../Notices.tsx'
import { SentenceList } from '../SentenceList.tsx'
import { useLoaded } from '../useLoaded.ts'
import { useSubmit } from '../useSubmit.ts'

interface Props {
  order: PrintOrder
  title: string
  onClose(): void
}

/** What will be printed and on how many pages, part by part; then the system's dialog. */
export function PrintDialog({ order, title, onClose }: Props) {
  const { loaded } = useLoaded(useCallback(() => call('print.prepare', { order }), [order]))
  return (
    <Modal open title={`打印 ${title}`} footer={null} width={560} maskClosable={false} onCancel={onClose}>
      {loaded.state === 'working' && <Working words="正在排出页面…" />}
      {loaded.state === 'failed' && <Failure message={loaded.message} />}
      {loaded.state === 'ready' && <Chosen key={loaded.value.jobId} job={loaded.value} onClose={onClose} />}
    </Modal>
  )
}

function Chosen({ job, onClose }: { job: PrintJob; onClose(): void }) {
  const { message } = App.useApp()
  const [parts, setParts] = useState(() => job.parts.flatMap(({ main }, at) => (main ? [at] : [])))
  const [newSheet, setNewSheet] = useState(false)
  const { busy, problem, submit } = useSubmit()
  const pages = parts.reduce((sum, at) => sum + (job.parts[at]?.pages ?? 0), 0)

  const print = () =>
    submit(async () => {
      const printed = await call('dialog.print', { jobId: job.jobId, parts, newSheet })
      if (printed === null) {
        void message.info('已取消，没有打印')
        return
      }
      noteSaved()
      void message.success(`已送打印机：${printed.pages} 页`)
      onClose()
    })

  return (
    <>
      {job.warnings.length > 0 && (
        <Alert className="tight" type="warning" title={<SentenceList sentences={job.warnings} />} />
      )}
      <Checkbox.Group className="print-parts" value={parts} disabled={busy} onChange={(to) => setParts(inOrder(to))}>
        {job.parts.map((part, at) => (
          <Checkbox key={part.name} value={at}>
            {`${part.name}　${job.cases > 0 ? `${job.cases} 件　` : ''}`}
            <span className="quiet digits">{`${part.pages} 页　${paperWords(part.paper)}`}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
      {(parts.length > 1 || job.cases > 1) && (
        <Checkbox checked={newSheet} disabled={busy} onChange={(event) => setNewSheet(event.target.checked)}>
          双面打印时，每份从新的一张纸开始
        </Checkbox>
      )}
      {problem !== '' && <Failure message={problem} />}
      {busy && <Drawing />}
      <div className="print-acts">
        <span aria-live="polite">
          共 <b className="digits">{pages}</b> 页
        </span>
        <span className="space" />
        <Button
          onClick={() => {
            if (busy) void call('app.cancelPrint', {})
            else onClose()
          }}
        >
          取消
        </Button>
        <Button type="primary" loading={busy} disabled={parts.length === 0} onClick={() => void print()}>
          打印…
        </Button>
      </div>
    </>
  )
}

/** How far the pages are drawn. The system's dialog opens when all are. */
function Drawing() {
  const [state, setState] = useState<PrintState | null>(null)
  useEffect(() => {
    const look = (): void => {
      call('app.printState', {}).then(setState, () => {})
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  const { done, of } = state ?? { done: 0, of: 0 }
  const drawn = of > 0 && done >= of
  return (
    <div className="print-progress" role="status">
      {drawn ? '页面已就绪，请在系统的打印窗口中继续' : `正在准备第 ${Math.min(done + 1, Math.max(of, 1))} / ${of} 页`}
      <Progress percent={of === 0 ? 0 : Math.round((done / of) * 100)} showInfo={false} size="small" />
    </div>
  )
}

const LOOK_MS = 250

function inOrder(parts: readonly number[]): number[] {
  return [...parts].sort((one, other) => one - other)
}

function paperWords({ format, landscape }: PrintJob['parts'][number]['paper']): string {
  return `${format}${landscape ? ' 横向' : ''}`
}
