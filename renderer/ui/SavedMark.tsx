import { Button } from 'antd'
import { useWorkspace } from '../workspace.ts'

/** Whether everything typed is with the core: on its way, saved at, or not saved with why and a way to try again. */
export function SavedMark() {
  const saving = useWorkspace((state) => state.saving)
  const savedAt = useWorkspace((state) => state.savedAt)
  if (saving.state === 'failed') {
    return (
      <span className="saved problem" role="alert" title={saving.message}>
        <span className="saved-words">未能保存：{saving.message}</span>
        <Button type="link" size="small" className="flush" onClick={saving.retry}>
          重试
        </Button>
      </span>
    )
  }
  return (
    <span className="saved" aria-live="polite">
      {saving.state === 'saving' ? '正在保存…' : savedAt === '' ? '' : `已保存 ${savedAt}`}
    </span>
  )
}
