/** Whether something failed for want of room: none left, over one's quota, or more than the system lets a file have. */
export const isFullDisk = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code));
