import { Nothing } from '../../ui/Notices.tsx'

/** 外来名单: lists of past rounds, of other bureaus, and 失信/限制 lists. */
export function ReferenceLists() {
  return <Nothing words="还没有导入外来名单。" />
}
