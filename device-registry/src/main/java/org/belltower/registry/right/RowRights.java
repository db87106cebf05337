package org.belltower.registry.right;

/// Which PUT of a tool's row somebody may (A2): one that creates the row needs ADD, one that replaces it WRITE, and
/// neither implies the other. Which of the two a PUT is, only the transaction that writes the row can tell.
public record RowRights(boolean add, boolean write) {
    public static final RowRights ALL = new RowRights(true, true);

    /// @param exists whether there is such a row, and will be as long as the asking transaction lasts
    public boolean allowPut(boolean exists) {
        return exists ? write : add;
    }
}
