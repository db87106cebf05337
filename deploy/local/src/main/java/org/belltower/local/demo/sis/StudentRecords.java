package org.belltower.local.demo.sis;

/// The student information systems of all districts.
public interface StudentRecords extends AutoCloseable {
    /// Saves in one transaction. Blocks until it is committed.
    ///
    /// @throws org.belltower.local.demo.drive.PlayFailedException if it is not
    void save(Save save);

    /// Saves nothing any more.
    @Override
    void close();
}
