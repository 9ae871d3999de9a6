import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import type { ExportProgress as Reached } from '../../shared/contract/exports.ts'
import { call } from '../client.ts'
import { percentOf } from './exportPercent.ts'

/** How often the core is asked how far it is, in milliseconds. */
const LOOK_EVERY = 400

/** How far a workbook is, with 取消导出. What came of it is said by whoever asked for the export. */
export function ExportProgress({ saveToken }: { saveToken: string }) {
  const [reached, setReached] = useState<Reached | null>(null)
  const [stopping, setStopping] = useState(false)

  useEffect(() => {
    let closed = false
    const look = async (): Promise<void> => {
      const now = await call('export.progress', { saveToken }).catch(() => null)
      if (!closed && now !== null) setReached(now)
    }
    const timer = setInterval(() => void look(), LOOK_EVERY)
    return () => {
      closed = true
      clearInterval(timer)
    }
  }, [saveToken])

  function cancel(): void {
    setStopping(true)
    void call('export.cancel', { saveToken }).catch(() => setStopping(false))
  }

  const percent = reached === null ? 0 : percentOf(reached)
  return (
    <div>
      <Progress percent={percent} showInfo={false} size="small" status="active" aria-label="导出进度" />
      <p role="status">{stopping ? '正在取消…' : words(reached)}</p>
      <Button size="small" disabled={stopping} onClick={cancel}>
        取消导出
      </Button>
    </div>
  )
}

function words(reached: Reached | null): string {
  if (reached === null) return '正在准备数据…'
  return `第 ${reached.number} 张表，共 ${reached.of} 张：“${reached.sheet}”已写 ${reached.rows.toLocaleString('zh-CN')} 行`
}
