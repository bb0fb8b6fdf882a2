// What a statement answered, with typed access.
#pragma once

#include "base/Clock.h"

#include <boost/json/value.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct pg_result;

namespace kinora::pg {

class Rows;

/// One row; a view into its Rows, which must outlive it. A column is named as in the statement's output.
/// A missing column, an unexpected NULL and unreadable text are bugs of the statement and throw DatabaseError.
class Row {
public:
    /// T: bool, int, std::int64_t, double, std::string, std::string_view (lives as long as Rows), boost::json::value,
    /// TimePoint, or std::optional of these for columns that may be NULL.
    template <class T>
    [[nodiscard]] T get(std::string_view column) const {
        return get<T>(indexOf(column));
    }
    template <class T>
    [[nodiscard]] T get(int column) const {
        if constexpr (IsOptional<T>::value) {
            if (isNull(column))
                return std::nullopt;
            return T(read<typename T::value_type>(column));
        } else {
            return read<T>(column);
        }
    }

    /// The raw bytes of a bytea column.
    [[nodiscard]] std::string bytes(std::string_view column) const;
    [[nodiscard]] bool isNull(std::string_view column) const { return isNull(indexOf(column)); }
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Rows;
    Row(const pg_result* result, int row)
        : m_result(result)
        , m_row(row) {}

    template <class T>
    struct IsOptional : std::false_type {};
    template <class T>
    struct IsOptional<std::optional<T>> : std::true_type {};

    /// Specialised below for the types named above; any other does not link.
    template <class T>
    [[nodiscard]] T read(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] int indexOf(std::string_view column) const;

    const pg_result* m_result;
    int m_row;
};

/// Movable; safe to hand to another thread.
class Rows {
public:
    class Iterator {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = Row;
        Row operator*() const { return Row(m_result, m_row); }
        Iterator& operator++() {
            ++m_row;
            return *this;
        }
        bool operator==(const Iterator& other) const { return m_row == other.m_row; }

    private:
        friend class Rows;
        Iterator(const pg_result* result, int row)
            : m_result(result)
            , m_row(row) {}
        const pg_result* m_result;
        int m_row;
    };

    /// Takes ownership of the result.
    explicit Rows(pg_result* result = nullptr);
    Rows(Rows&&) noexcept;
    Rows& operator=(Rows&&) noexcept;
    ~Rows();

    [[nodiscard]] int size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Row operator[](int row) const;
    /// The first row; the caller knows that there is one (otherwise DatabaseError).
    [[nodiscard]] Row front() const { return (*this)[0]; }
    /// How many rows INSERT, UPDATE, DELETE or SELECT touched.
    [[nodiscard]] std::int64_t affected() const;

    /// What the server did: "SELECT", "INSERT", "COMMIT" …, for example to tell COMMIT from the ROLLBACK of a failed
    /// transaction.
    [[nodiscard]] std::string_view command() const;

    [[nodiscard]] Iterator begin() const { return Iterator(m_result.get(), 0); }
    [[nodiscard]] Iterator end() const { return Iterator(m_result.get(), size()); }

private:
    struct Clear {
        void operator()(pg_result* result) const noexcept;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

template <>
std::string_view Row::read(int column) const;
template <>
std::string Row::read(int column) const;
template <>
bool Row::read(int column) const;
template <>
int Row::read(int column) const;
template <>
std::int64_t Row::read(int column) const;
template <>
double Row::read(int column) const;
template <>
boost::json::value Row::read(int column) const;
template <>
TimePoint Row::read(int column) const;

} // namespace kinora::pg
