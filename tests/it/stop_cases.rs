//! Stops as the ward meets them, each by commands: what is said, who may go on, and what stays in the record.
